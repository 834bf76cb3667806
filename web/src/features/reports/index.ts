import type { Feature } from '../../platform/feature.ts'
import { reportsRoutes } from './reports.routes.ts'

export const reportsFeature: Feature = {
  name: 'reports',
  routes: reportsRoutes,
  navigation: [
    {
      label: 'reports.navigation',
      to: { name: 'reports' },
      icon: 'chart',
      permission: 'submission.read',
      group: 'work',
      order: 54,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
