import type { Feature } from '../../platform/feature.ts'
import { assessmentsRoutes } from './assessments.routes.ts'

export { default as FindingsForm } from './components/FindingsForm.vue'
export { findingsQuery } from './sheets.queries.ts'

export const assessmentsFeature: Feature = {
  name: 'assessments',
  routes: assessmentsRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
