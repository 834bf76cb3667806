import type { Feature } from '../../platform/feature.ts'
import { orgRoutes } from './org.routes.ts'

export { default as UnitSelect } from './components/UnitSelect.vue'
export { unitQuery, useUnitSearch } from './units.queries.ts'

export const orgFeature: Feature = {
  name: 'org',
  routes: orgRoutes,
  navigation: [
    {
      label: 'org.navigation',
      to: { name: 'units' },
      icon: 'building',
      permission: 'unit.read',
      group: 'manage',
      order: 70,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
