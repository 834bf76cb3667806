import type { Feature } from '../../platform/feature.ts'
import { deliverablesRoutes } from './deliverables.routes.ts'

export { default as DeliveryRows } from './components/DeliveryRows.vue'
export { deliveryListQuery } from './deliverables.queries.ts'
export { outstandingText } from './filters.ts'

export const deliverablesFeature: Feature = {
  name: 'deliverables',
  routes: deliverablesRoutes,
  navigation: [
    {
      label: 'deliverables.navigation',
      to: { name: 'deliveries' },
      icon: 'inbox',
      permission: 'campaign.read',
      group: 'work',
      order: 25,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
