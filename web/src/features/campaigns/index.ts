import type { Feature } from '../../platform/feature.ts'
import { campaignsRoutes } from './campaigns.routes.ts'

export { default as ClosedNotice } from './components/ClosedNotice.vue'
export { default as PickedUnits } from './components/PickedUnits.vue'
export { default as ProgressStrip } from './components/ProgressStrip.vue'
export { default as UnitPicker } from './components/UnitPicker.vue'
export { campaignListQuery, searchUnits } from './campaigns.queries.ts'
export type { PickedUnit } from './campaign.draft.ts'
export { newestOf } from './newest.ts'
export { countPhases, phases, statusesOf, type Phase } from './progress.ts'

export const campaignsFeature: Feature = {
  name: 'campaigns',
  routes: campaignsRoutes,
  navigation: [
    {
      label: 'campaigns.navigation',
      to: { name: 'campaigns' },
      icon: 'calendar',
      permission: 'campaign.read',
      group: 'work',
      order: 30,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
