import { bodyDocuments } from './body/kinds.ts'
import type { DocumentFacts } from './facts.ts'
import type { ValuesOf } from './field.ts'
import type { OfficialDocumentKind } from './names.ts'
import { schoolDocuments } from './school/kinds.ts'

const table = { ...schoolDocuments, ...bodyDocuments }
export type DocumentValues<K extends OfficialDocumentKind> = ValuesOf<(typeof table)[K]['fields']>
/** What a document is made from, and the fields of its template. */
export const documentFacts = (kind: OfficialDocumentKind): DocumentFacts => table[kind]
