import { timingOf, type About, type Evidence, type EvidenceFile } from '@thuoc/shared'
import type { ShownFile, ShownPiece } from './pieces.repository.ts'

type Content = Pick<
  Evidence,
  | 'kind'
  | 'title'
  | 'note'
  | 'about'
  | 'url'
  | 'link'
  | 'files'
  | 'figure'
  | 'schoolYear'
  | 'toRenew'
  | 'timing'
  | 'addedBy'
  | 'addedAt'
>

/** What is the same for a piece in the library and in a register. @param today by the clock of the application */
export function presentContent(row: ShownPiece, files: readonly ShownFile[], today: string): Content {
  const { kind, title, note, url, schoolYear, toRenew, addedBy } = row
  const about = aboutOf(row)
  return {
    ...{ kind, title, note, about, url, schoolYear, toRenew, addedBy },
    link: linkOf(row),
    files: files.map(presentFile),
    figure: figureOf(row),
    timing: timingOf(about, schoolYear, today),
    addedAt: row.addedAt.toISOString(),
  }
}

const presentFile = ({ id, name, size, mediaType, sha256, scan }: ShownFile): EvidenceFile => ({
  ...{ id, name, size, mediaType, sha256, scan },
})

const aboutOf = ({ documentKind, documentNumber, issuedOn, issuer, validFrom, validUntil }: ShownPiece): About => ({
  ...{ documentKind, number: documentNumber, issuedOn, issuer, validFrom, validUntil },
})

/** The columns of what a piece says of itself. */
export const columnsOf = ({ number: documentNumber, ...rest }: About) => ({ documentNumber, ...rest })

function linkOf({ linkState: state, linkFault: fault, linkCheckedAt: checkedAt }: ShownPiece): Evidence['link'] {
  return state === null || checkedAt === null ? null : { state, fault, checkedAt: checkedAt.toISOString() }
}

/** The database holds all of these for a figure, or none. */
function figureOf({ figureValue: value, figureUnit: unit, figureSource: source }: ShownPiece): Evidence['figure'] {
  return value === null || unit === null || source === null ? null : { value, unit, source }
}
