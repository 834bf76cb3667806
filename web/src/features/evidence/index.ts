import type { Feature } from '../../platform/feature.ts'
import { storeRoutes } from './library/library.routes.ts'
import { copiesRoutes } from './copies/copies.routes.ts'

export { default as EvidenceOfLine } from './components/EvidenceOfLine.vue'
/** What is opened beside a line; asked for with `soon`. */
export const evidencePreview = () => import('./components/EvidencePreview.vue')
export const verdictPanel = () => import('./judging/VerdictPanel.vue')
export { default as EvidenceRegister } from './library/pages/EvidenceRegister.vue'
export { default as JudgingOfLine } from './judging/JudgingOfLine.vue'
export { useEvidenceRequests } from './judging/requests.ts'
export { default as VerdictMark } from './judging/VerdictMark.vue'
export { useVerdicts, verdictsQuery } from './judging/verdicts.ts'
export { evidenceQuery } from './evidence.queries.ts'
export { useEvidence } from './useEvidence.ts'
export { useUploads } from './adding/useUploads.ts'

export const evidenceFeature: Feature = {
  name: 'evidence',
  routes: [...storeRoutes, ...copiesRoutes],
  navigation: [
    {
      label: 'evidence.store.navigation',
      to: { name: 'evidence-library' },
      icon: 'file',
      permission: 'submission.score',
      group: 'work',
      order: 23,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
