import type { Feature } from '../../platform/feature.ts'
import { publicationRoutes } from './publication.routes.ts'

export { publishingFeature } from './publishing.feature.ts'

/** What anyone may read; publishing is a feature of its own. */
export const publicationFeature: Feature = {
  name: 'publication',
  routes: publicationRoutes,
  navigation: [],
  publicLinks: [
    { label: 'publication.links.results', to: { name: 'results' } },
    { label: 'publication.links.certificate', to: { name: 'certificate' } },
    { label: 'publication.links.open', to: { name: 'open-data' } },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
