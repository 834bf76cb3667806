import type { OfficialDocumentKind } from '@thuoc/shared'
import type { Layout } from '../../../platform/documents/index.ts'
import { councilDecision } from './school/council-decision.ts'

/** The template the system brings for every document, in the layout of Nghị định 30/2020/NĐ-CP. */
export const originals: Record<OfficialDocumentKind, Layout> = {
  'council-decision': councilDecision,
}
