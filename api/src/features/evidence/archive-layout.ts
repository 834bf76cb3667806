import {
  evidenceCode,
  linesOf,
  type EvidenceCodeScheme,
  type IndicatorSetDefinition,
  type PieceId,
} from '@thuoc/shared'
import { safeFileName, safeFolderName } from '../../platform/file-names.ts'
import type { EvidenceRow } from './evidence.repository.ts'
import type { FileRow } from './pieces.repository.ts'

/** Together with the folder that people unpack into, a path stays below the 260 characters that Windows takes. */
const longest = { folder: 50, name: 90 }

type Coded = Pick<EvidenceRow, 'criterionCode' | 'number' | 'box' | 'criteria' | 'pieceId' | 'piece'>
/** A file of a piece in its place, or a note where to find it. */
export type ArchivePlace =
  { path: string; file: FileRow; addedAt: Date } | { path: string; note: string; addedAt: Date }
export type ArchiveLayout = {
  places: ArchivePlace[]
  /** The folder in which each piece lies; pieces without files lie in none. */
  folders: Map<PieceId, string>
  left: { code: string; name: string; scan: FileRow['scan'] }[]
}

/** The folder of a criterion: its code and the beginning of its title. */
function folderNames(set: IndicatorSetDefinition): Map<string, string> {
  const named = linesOf(set).map(({ criterion: { code, title } }) => [
    code,
    safeFolderName(`${code} ${title}`, longest.folder),
  ])
  return new Map(named.map(([code = '', name = '']) => [code, name]))
}

/**
 * Where each file of a register lies in its archive: once, with the first criterion it serves; the other criteria have a
 * note that leads there. The code begins each name, so that no two are alike. Files that are infected or not looked at
 * yet stay out.
 */
export function layOut(
  set: IndicatorSetDefinition,
  rows: readonly Coded[],
  files: ReadonlyMap<PieceId, readonly FileRow[]>,
): ArchiveLayout {
  const names = folderNames(set)
  const layout: ArchiveLayout = { places: [], folders: new Map(), left: [] }
  for (const row of rows) {
    const code = codeOf(set.evidenceCode, row)
    const held = files.get(row.pieceId) ?? []
    const fit = held.filter(({ scan }) => scan !== 'infected' && scan !== 'waiting')
    for (const { name, scan } of held)
      if (scan === 'infected' || scan === 'waiting') layout.left.push({ code, name, scan })
    if (fit.length === 0) continue
    const home = row.criteria.includes(row.criterionCode) ? row.criterionCode : (row.criteria[0] ?? row.criterionCode)
    const folder = names.get(home) ?? safeFolderName(home, longest.folder)
    const { addedAt } = row.piece
    const place = fit.map((file, at) => ({ file, addedAt, path: `${folder}/${nameOf(code, file, at, fit.length)}` }))
    layout.places.push(...place)
    layout.folders.set(row.pieceId, folder)
    for (const other of row.criteria.filter((criterion) => criterion !== home)) {
      const path = `${names.get(other) ?? other}/${code} xem thư mục ${home}.txt`
      const list = place.map(({ path: there }) => `  ${there.replace('/', '\\')}`).join('\r\n')
      layout.places.push({
        path,
        addedAt,
        note: `${code} ${row.piece.title}\r\n\r\nMinh chứng này nằm tại:\r\n${list}\r\n`,
      })
    }
  }
  return layout
}

const codeOf = (scheme: EvidenceCodeScheme, { criterionCode: criterion, number, box }: Coded) =>
  evidenceCode(scheme, { criterion, number, box })

function nameOf(code: string, { name }: FileRow, at: number, of: number): string {
  const [, stem = name, ending = ''] = /^(.*)\.([^.]+)$/.exec(name) ?? []
  const order = of > 1 ? ` ${at + 1}` : ''
  return safeFileName(`${safeFolderName(`${code}${order} ${stem}`, longest.name)}.${ending}`, [ending.toLowerCase()])
}
