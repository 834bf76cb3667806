import type { Feature } from '../../platform/feature.ts'
import { publishingRoutes } from './publishing.routes.ts'

export const publishingFeature: Feature = {
  name: 'publication',
  routes: publishingRoutes,
  navigation: [
    {
      label: 'publication.navigation',
      to: { name: 'publication-new' },
      icon: 'globe',
      permission: 'publication.publish',
      group: 'work',
      order: 50,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
