import type { Feature } from '../../platform/feature.ts'
import { orgRoutes } from './org.routes.ts'

export const orgFeature: Feature = {
  name: 'org',
  routes: orgRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
