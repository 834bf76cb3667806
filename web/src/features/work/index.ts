import type { Feature } from '../../platform/feature.ts'
import { workRoutes } from './work.routes.ts'

export const workFeature: Feature = {
  name: 'work',
  routes: workRoutes,
  navigation: [{ label: 'work.navigation', to: { name: 'work' }, icon: 'home', group: 'work', order: 10 }],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
