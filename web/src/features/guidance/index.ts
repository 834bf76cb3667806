import type { Feature } from '../../platform/feature.ts'
import { guidanceRoutes } from './guidance.routes.ts'

export { default as GuidanceFold } from './components/GuidanceFold.vue'
export { useGuidance, type Guidance } from './useGuidance.ts'

export const guidanceFeature: Feature = {
  name: 'guidance',
  routes: guidanceRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
