import type { DocumentFacts } from '../facts.ts'
import { councilDecisionFields } from './council-decision.fields.ts'

/** What a school draws up on its way, in the order of the way. */
export const schoolDocumentKinds = ['council-decision'] as const

export const schoolDocuments = {
  'council-decision': { subject: 'submission', numbered: null, pdf: false, fields: councilDecisionFields },
} as const satisfies Record<(typeof schoolDocumentKinds)[number], DocumentFacts>
