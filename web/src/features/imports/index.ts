import type { Feature } from '../../platform/feature.ts'
import { importsRoutes } from './imports.routes.ts'

export const importsFeature: Feature = {
  name: 'imports',
  routes: importsRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
