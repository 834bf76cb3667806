import type { Feature } from '../../platform/feature.ts'
import { objectionsRoutes } from './objections.routes.ts'

export const objectionsFeature: Feature = {
  name: 'objections',
  routes: objectionsRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
