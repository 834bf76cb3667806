import { defineAsyncComponent } from 'vue'
import type { Feature } from '../../platform/feature.ts'
import { councilsRoutes } from './councils.routes.ts'

export { default as ApproverNote } from './components/ApproverNote.vue'
export { default as CouncilNotice } from './components/CouncilNotice.vue'
export { default as PaperScan } from './components/PaperScan.vue'
/** For members alone, on the criteria that are theirs. */
export const OwnScore = /* @__PURE__ */ defineAsyncComponent(() => import('./components/OwnScore.vue'))
export { approversQuery, councilQuery, useSaveScore } from './councils.queries.ts'

/** The self-assessment council of a file: decision, members, scores, settlement, minutes, approval. */
export const councilsFeature: Feature = {
  name: 'councils',
  routes: councilsRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
