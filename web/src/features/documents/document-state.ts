import { documentFacts, type DocumentOffer } from '@thuoc/shared'

/** Where a document stands: not drawn up, behind its data, waiting for its number, or as it should be. */
export type DocumentState = 'none' | 'outdated' | 'unnumbered' | 'made'

/** @param outdated undefined while that is not known */
export function stateOf({ versions, mayNumber }: DocumentOffer, outdated: boolean | undefined): DocumentState {
  if (versions.length === 0) return 'none'
  if (outdated) return 'outdated'
  return mayNumber ? 'unnumbered' : 'made'
}

/** Whether its kind comes as PDF, too, but this version could not: it was made with a template of a body’s own. */
export const lacksPdf = ({ kind, versions: [newest] }: DocumentOffer) =>
  newest !== undefined && newest.ownTemplate && documentFacts(kind).pdf && !newest.formats.includes('pdf')
