import type { Feature } from '../../platform/feature.ts'
import { recordsRoutes } from './records.routes.ts'

export const recordsFeature: Feature = {
  name: 'records',
  routes: recordsRoutes,
  navigation: [
    {
      label: 'records.navigation',
      to: { name: 'rights-record' },
      icon: 'lock',
      permission: 'audit.read',
      group: 'manage',
      order: 90,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
