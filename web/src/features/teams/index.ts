import type { Feature } from '../../platform/feature.ts'
import { teamsRoutes } from './teams.routes.ts'

export { teamQuery, teamUnitsQuery, visitsOfFileQuery } from './teams.queries.ts'

export const teamsFeature: Feature = {
  name: 'teams',
  routes: teamsRoutes,
  navigation: [
    {
      label: 'teams.navigation',
      to: { name: 'teams' },
      icon: 'people',
      permission: 'assessment.score',
      group: 'work',
      order: 24,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
