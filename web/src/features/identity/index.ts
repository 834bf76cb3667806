import type { Feature } from '../../platform/feature.ts'
import { identityRoutes } from './identity.routes.ts'

export { default as SigningFor } from './components/SigningFor.vue'
export { default as SignedFor } from './components/SignedFor.vue'

export const identityFeature: Feature = {
  name: 'identity',
  routes: identityRoutes,
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
