import type { Feature } from '../../platform/feature.ts'
import { startRoutes } from './start.routes.ts'

export const startFeature: Feature = {
  name: 'start',
  routes: startRoutes,
  navigation: [{ label: 'start.navigation', to: { name: 'work' }, icon: 'home', group: 'work', order: 10 }],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
