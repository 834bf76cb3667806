import type { Feature } from '../../platform/feature.ts'
import { publicationRoutes } from './publication.routes.ts'

export const publicationFeature: Feature = {
  name: 'publication',
  routes: publicationRoutes,
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
  publicLinks: [
    { label: 'publication.links.results', to: { name: 'results' } },
    { label: 'publication.links.certificate', to: { name: 'certificate' } },
    { label: 'publication.links.open', to: { name: 'open-data' } },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
