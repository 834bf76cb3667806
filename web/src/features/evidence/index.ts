import type { Feature } from '../../platform/feature.ts'
import { copiesRoutes } from './copies/copies.routes.ts'

export { default as EvidenceOfLine } from './components/EvidenceOfLine.vue'
export { default as EvidencePreview } from './components/EvidencePreview.vue'
export { default as EvidenceRegister } from './components/EvidenceRegister.vue'
export { evidenceQuery } from './evidence.queries.ts'
export { useEvidence } from './useEvidence.ts'
export { useUploads } from './adding/useUploads.ts'

export const evidenceFeature: Feature = {
  name: 'evidence',
  routes: [...copiesRoutes],
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
