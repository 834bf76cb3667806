import type { Feature } from '../../platform/feature.ts'
import { identityRoutes } from './identity.routes.ts'

export const identityFeature: Feature = {
  name: 'identity',
  routes: identityRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
