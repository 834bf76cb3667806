import type { Feature } from '../../platform/feature.ts'
import { identityRoutes } from './identity.routes.ts'

export { default as SigningFor } from './components/SigningFor.vue'
export { default as SignedFor } from './components/SignedFor.vue'
export { peopleFeature } from './people.feature.ts'

/** The entrance and the own account; the rest of it is the people feature. */
export const identityFeature: Feature = {
  name: 'identity',
  routes: identityRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
