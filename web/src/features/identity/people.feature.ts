import type { Feature } from '../../platform/feature.ts'
import { peopleRoutes } from './people.routes.ts'

export const peopleFeature: Feature = {
  name: 'identity',
  routes: peopleRoutes,
  navigation: [
    {
      label: 'identity.people.navigation',
      to: { name: 'people' },
      icon: 'people',
      permission: 'person.read',
      group: 'manage',
      order: 80,
    },
    {
      label: 'identity.delegation.navigation',
      to: { name: 'delegations' },
      icon: 'edit',
      group: 'manage',
      order: 85,
    },
    {
      label: 'identity.apiKeys.navigation',
      to: { name: 'api-keys' },
      icon: 'key',
      permission: 'api-key.manage',
      group: 'manage',
      order: 90,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
