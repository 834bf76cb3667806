import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { codesInOrder, type CampaignUnitId, type EvidenceId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { steady, whichever } from '../../platform/db/steady.ts'
import { campaignUnits } from '../campaigns/index.ts'
import { evidence, evidenceCriteria } from './evidence.tables.ts'
import { shownPieceColumns } from './pieces.repository.ts'
import { evidencePieces } from './pieces.tables.ts'

// Whole registers as they are shown, with each form that is opened and each file that is sealed. What the pieces stand with
// is read beside them, and put in order here: asked for with each piece that was half of the time.

const piecesOf = (db: Queryable, of: SQL) =>
  db
    .select({
      id: evidence.id,
      campaignUnitId: evidence.campaignUnitId,
      criterionCode: evidence.criterionCode,
      number: evidence.number,
      pieceId: evidence.pieceId,
      box: evidence.box,
      addedAt: evidence.addedAt,
      addedBy: evidence.addedBy,
      indicatorSetId: campaignUnits.indicatorSetId,
      piece: shownPieceColumns,
    })
    .from(evidence)
    .innerJoin(evidencePieces, eq(evidencePieces.id, evidence.pieceId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, evidence.campaignUnitId))
    .where(and(of, isNull(evidence.removedAt)))
const piecesOfUnit = steady((db) => piecesOf(db, whichever(evidence.campaignUnitId, 'id')))

const linksOf = (db: Queryable, of: SQL) =>
  db
    .select({
      evidenceId: evidenceCriteria.evidenceId,
      code: evidenceCriteria.criterionCode,
      requested: sql<boolean>`${evidenceCriteria.requestId} is not null`,
    })
    .from(evidence)
    .innerJoin(evidenceCriteria, eq(evidenceCriteria.evidenceId, evidence.id))
    .where(and(of, isNull(evidence.removedAt)))
const linksOfUnit = steady((db) => linksOf(db, whichever(evidence.campaignUnitId, 'id')))

type Link = Awaited<ReturnType<typeof linksOfUnit>>[number]
export type ShownRow = Awaited<ReturnType<typeof piecesOfUnit>>[number] & { criteria: string[]; onRequest: string[] }

/** What stands in the registers of these units, by criterion and number, with all criteria of each piece. */
export async function shownInRegisters(db: Queryable, ids: readonly CampaignUnitId[]): Promise<ShownRow[]> {
  const [id = null] = ids
  const among = inArray(evidence.campaignUnitId, [...ids])
  const [pieces, links] = await Promise.all(
    ids.length > 1 ? [piecesOf(db, among), linksOf(db, among)] : [piecesOfUnit(db, { id }), linksOfUnit(db, { id })],
  )
  const linked: ReadonlyMap<EvidenceId, Link[]> = Map.groupBy(links, ({ evidenceId }) => evidenceId)
  const shown = pieces.map((piece) => {
    const its = linked.get(piece.id) ?? []
    const onRequest = its.filter(({ requested }) => requested)
    return { ...piece, criteria: codesInOrder(its.map(codeOf)), onRequest: onRequest.map(codeOf) }
  })
  const place = new Map(codesInOrder([...new Set(pieces.map(firstOf))]).map((code, at) => [code, at]))
  const placeOf = (piece: ShownRow) => place.get(piece.criterionCode) ?? 0
  return shown.sort((one, other) => placeOf(one) - placeOf(other) || one.number - other.number)
}

const codeOf = ({ code }: Link) => code
const firstOf = ({ criterionCode }: { criterionCode: string }) => criterionCode
