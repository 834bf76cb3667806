import type { Feature } from '../../platform/feature.ts'
import { supervisionRoutes } from './supervision.routes.ts'

export { waitingFollowUpsQuery } from './supervision.queries.ts'

export const supervisionFeature: Feature = {
  name: 'supervision',
  routes: supervisionRoutes,
  navigation: [
    {
      label: 'supervision.navigation',
      to: { name: 'supervision' },
      icon: 'eye',
      permission: 'submission.read',
      group: 'work',
      order: 52,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
