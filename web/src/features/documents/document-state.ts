import { documentFacts, type DocumentOffer } from '@thuoc/shared'

/** Where a document stands: not drawn up, nothing to be read of another's, behind its data, waiting for its number, as it should be. */
export type DocumentState = 'none' | 'elsewhere' | 'outdated' | 'unnumbered' | 'made'

/** @param outdated undefined while that is not known */
export function stateOf({ versions, mayMake, mayNumber }: DocumentOffer, outdated: boolean | undefined): DocumentState {
  // Another unit may have drafts that only it reads.
  if (versions.length === 0) return mayMake ? 'none' : 'elsewhere'
  if (outdated) return 'outdated'
  return mayNumber ? 'unnumbered' : 'made'
}

/** Whether its kind comes as PDF, too, but this version could not: it was made with a template of a body’s own. */
export const lacksPdf = ({ kind, versions: [newest] }: DocumentOffer) =>
  newest !== undefined && newest.ownTemplate && documentFacts(kind).pdf && !newest.formats.includes('pdf')
