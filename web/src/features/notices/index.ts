import type { Feature } from '../../platform/feature.ts'
import { noticesRoutes } from './notices.routes.ts'

export const noticesFeature: Feature = {
  name: 'notices',
  routes: noticesRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
