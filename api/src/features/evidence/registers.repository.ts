import { and, asc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { CampaignUnitId, EvidenceId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { steady, whichever } from '../../platform/db/steady.ts'
import { campaignUnits } from '../campaigns/index.ts'
import { evidence, evidenceCriteria } from './evidence.tables.ts'
import { shownPieceColumns } from './pieces.repository.ts'
import { evidencePieces } from './pieces.tables.ts'

// Whole registers as they are shown, with each form that is opened and each file that is sealed. What the pieces stand with
// is read beside them: asked for with each piece it was half of the time.

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
    .orderBy(sql`string_to_array(${evidence.criterionCode}, '.')::int[]`, asc(evidence.number))
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
  return pieces.map((piece) => {
    const its = linked.get(piece.id) ?? []
    if (its.length > 1) its.sort(byCode)
    const onRequest = its.filter(({ requested }) => requested)
    return { ...piece, criteria: its.map(codeOf), onRequest: onRequest.map(codeOf) }
  })
}

const codeOf = ({ code }: Link) => code
/** 1.9 before 1.10, as PostgreSQL orders them elsewhere: part by part as numbers. */
function byCode({ code: one }: Link, { code: other }: Link): number {
  const [here, there] = [one.split('.').map(Number), other.split('.').map(Number)]
  const at = here.findIndex((part, place) => part !== there[place])
  return at < 0 ? here.length - there.length : (here[at] ?? 0) - (there[at] ?? -1)
}
