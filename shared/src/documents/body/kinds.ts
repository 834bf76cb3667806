import type { DocumentFacts } from '../facts.ts'

/** What managing bodies and the province draw up, in the order of the way. */
export const bodyDocumentKinds = [] as const

export const bodyDocuments = {} as const satisfies Record<(typeof bodyDocumentKinds)[number], DocumentFacts>
