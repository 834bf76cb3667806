import {
  dayOf,
  evidenceCode,
  type CampaignUnitId,
  type IndicatorSetDefinition,
  type SealedEvidence,
} from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import type { WrittenSheet } from '../../platform/spreadsheet/write.ts'
import { layOut, type ArchiveLayout } from './archive-layout.ts'
import { present } from './evidence.present.ts'
import { listEver } from './evidence.repository.ts'
import { filesOf, type FileRow } from './pieces.repository.ts'
import { registerSheet } from './register-sheet.ts'

export type SentRegister = ArchiveLayout & { sheet: WrittenSheet; gone: { code: string; name: string }[] }

/**
 * The register as it was sent: what has come since stays out, what was taken out since is still there as long as its
 * files are kept. `gone` names those that are not.
 */
export async function sentRegister(
  db: Queryable,
  id: CampaignUnitId,
  set: IndicatorSetDefinition,
  sent: readonly SealedEvidence[],
): Promise<SentRegister> {
  const wanted = new Map(sent.map((piece) => [piece.code, piece]))
  const rows = (await listEver(db, id)).flatMap((row) => {
    const { criterionCode: criterion, number, box } = row
    const piece = wanted.get(evidenceCode(set.evidenceCode, { criterion, number, box }))
    return piece
      ? [{ ...row, criteria: piece.criteria, code: piece.code, piece: { ...row.piece, title: piece.title } }]
      : []
  })
  const held = await filesOf(
    db,
    rows.map(({ pieceId }) => pieceId),
  )
  const files = new Map<(typeof rows)[number]['pieceId'], FileRow[]>()
  const gone: SentRegister['gone'] = []
  for (const { pieceId, code } of rows) {
    const then = wanted.get(code)?.files ?? []
    const now = held.get(pieceId) ?? []
    files.set(
      pieceId,
      now.filter(({ sha256 }) => then.some((file) => file.sha256 === sha256)),
    )
    for (const { sha256, name } of then) if (!now.some((file) => file.sha256 === sha256)) gone.push({ code, name })
  }
  for (const { code, files: then } of sent)
    if (!rows.some((row) => row.code === code)) gone.push(...then.map(({ name }) => ({ code, name })))
  const layout = layOut(set, rows, files)
  const shown = rows.map((row) =>
    present(row, files.get(row.pieceId) ?? [], { scheme: set.evidenceCode, today: dayOf(new Date(0)), mayEdit: false }),
  )
  return { ...layout, gone, sheet: registerSheet(shown, 'xlsx', ({ pieceId }) => layout.folders.get(pieceId) ?? null) }
}
