import type { Feature } from '../../platform/feature.ts'
import { requestsRoutes } from './requests.routes.ts'

/** The request with which a file is sent, its receipt, and the check on receipt. */
export const requestsFeature: Feature = {
  name: 'requests',
  routes: requestsRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
