import type { About, NewFigure, PieceKind, UnitId } from '@thuoc/shared'
import { nothingAbout } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { columnsOf } from './pieces.present.ts'
import { insert, insertFiles, record, type NewFile, type PieceRow } from './pieces.repository.ts'

/** What becomes a piece in the library of a unit. */
export type NewPiece = {
  kind: PieceKind
  title: string
  note?: string
  about?: About
  url?: string
  figure?: NewFigure['figure']
  files?: readonly NewFile[]
}
type Of = { unitId: UnitId; schoolYear: string; now: Date }

/** Puts a piece with its files into the library of a unit; the constraint names what a document lacks. */
export async function createPiece(
  tx: Tx,
  actor: Actor,
  { unitId, schoolYear, now }: Of,
  piece: NewPiece,
): Promise<PieceRow> {
  const { kind, title, note = '', about = nothingAbout, url = null, figure, files = [] } = piece
  const row = await insert(tx, {
    ...{ unitId, schoolYear, kind, title, note, url },
    ...columnsOf(about),
    ...(figure && { figureValue: figure.value, figureUnit: figure.unit, figureSource: figure.source }),
    ...{ addedAt: now, addedBy: actor.name, addedById: actorId(actor) },
  })
  await insertFiles(tx, row.id, files)
  await record(tx, actor, { pieceId: row.id, action: 'added', at: now, detail: { title } })
  return row
}
