import { and, eq, sql } from 'drizzle-orm'
import type { CampaignUnitId, PieceId, UnitId } from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { evidence, evidenceCriteria, evidenceEvents } from './evidence.tables.ts'
import { filesOf, type PieceRow } from './pieces.repository.ts'
import { evidenceFiles, evidencePieceEvents, evidencePieces } from './pieces.tables.ts'

export type Signed = { at: Date; by: string; byId: string }

type Offer = { from: CampaignUnitId; campaign: string; schoolYear: string; pieces: number; fresh: number }
/** Other registers of the unit, of this year or an earlier one, that hold something; and what of it is not here yet. */
export async function offers(
  db: Queryable,
  { id, unitId, schoolYear }: { id: CampaignUnitId; unitId: UnitId; schoolYear: string },
) {
  const { rows } = await db.execute<Offer>(sql`
    select campaign_units.id as "from", campaigns.title as campaign, campaigns.school_year as "schoolYear",
      count(*)::int as pieces,
      (count(*) filter (where not exists (select 1 from evidence_pieces copy
          where copy.carried_from_id = piece.id and copy.school_year = ${schoolYear})
        and not exists (select 1 from evidence here
          where here.campaign_unit_id = ${id} and here.piece_id = piece.id)))::int as fresh
    from campaign_units join campaigns on campaigns.id = campaign_units.campaign_id
      join evidence on evidence.campaign_unit_id = campaign_units.id and evidence.removed_at is null
      join evidence_pieces piece on piece.id = evidence.piece_id
    where campaign_units.unit_id = ${unitId} and campaign_units.id <> ${id} and campaigns.school_year <= ${schoolYear}
    group by campaign_units.id, campaigns.id
    order by campaigns.school_year desc, campaigns.id desc`)
  return rows
}

/** Which of these pieces have a copy of that year, in the bin or not. */
export async function copiesOf(tx: Tx, ids: readonly PieceId[], schoolYear: string): Promise<Set<PieceId>> {
  const wanted = sql`${evidencePieces.carriedFromId} = any(${sql.param([...ids])}::uuid[])`
  const rows = await tx
    .selectDistinct({ from: evidencePieces.carriedFromId })
    .from(evidencePieces)
    .where(and(wanted, eq(evidencePieces.schoolYear, schoolYear)))
  return new Set(rows.flatMap(({ from }) => (from === null ? [] : [from])))
}

/** Every piece that stands or stood in a register. */
export async function piecesOf(tx: Tx, id: CampaignUnitId): Promise<PieceId[]> {
  const rows = await tx.select({ id: evidence.pieceId }).from(evidence).where(eq(evidence.campaignUnitId, id))
  return rows.map((row) => row.id)
}

/** The highest number of each criterion that was ever given in a register. */
export async function lastNumbers(tx: Tx, id: CampaignUnitId): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ criterion: string; last: number }>(sql`
    select criterion_code as criterion, max(number) as last from (
      select criterion_code, number from evidence where campaign_unit_id = ${id}
      union all select criterion_code, number from evidence_former_numbers where campaign_unit_id = ${id}) given
    group by criterion_code`)
  return new Map(rows.map(({ criterion, last }) => [criterion, last]))
}

/** As many rows as fit in one statement, whose parameters are counted in 16 bits. */
const atATime = 1000
async function inChunks<T>(rows: readonly T[], insert: (some: T[]) => Promise<unknown>) {
  for (let at = 0; at < rows.length; at += atATime) await insert(rows.slice(at, at + atATime))
}

/** Copies of another year: the files are kept once and held by both. @returns the copy of each */
export async function copy(tx: Tx, pieces: readonly PieceRow[], schoolYear: string, { at, by, byId }: Signed) {
  const files = await filesOf(
    tx,
    pieces.map(({ id }) => id),
  )
  const copies = new Map(pieces.map(({ id }) => [id, newId<PieceId>()]))
  const made = pieces.flatMap(({ id, version: _version, ...rest }) => {
    const own = copies.get(id)
    if (own === undefined) return []
    const signed = { addedAt: at, addedBy: by, addedById: byId }
    return [{ ...rest, ...signed, id: own, schoolYear, carriedFromId: id, toRenew: true }]
  })
  await inChunks(made, (some) => tx.insert(evidencePieces).values(some))
  const held = [...files].flatMap(([id, some]) => {
    const pieceId = copies.get(id)
    return pieceId ? some.map(({ id: _id, ...file }) => ({ ...file, pieceId })) : []
  })
  await inChunks(held, (some) => tx.insert(evidenceFiles).values(some))
  const events = pieces.flatMap(({ id, schoolYear: of }) => {
    const pieceId = copies.get(id)
    const detail = { from: id, schoolYear: of }
    return pieceId ? [{ pieceId, action: 'carried-over' as const, at, detail, actorId: byId, actorName: by }] : []
  })
  await inChunks(events, (some) => tx.insert(evidencePieceEvents).values(some))
  return copies
}

type Entry = {
  pieceId: PieceId
  title: string
  criteria: readonly string[]
  first: string
  number: number
  box: number
}
/** Enters pieces in a register under the numbers they are given; the file is held by the caller. */
export async function enter(
  tx: Tx,
  campaignUnitId: CampaignUnitId,
  entries: readonly Entry[],
  { at, by, byId }: Signed,
) {
  const rows = entries.map((entry) => ({ ...entry, id: newId<(typeof evidence.$inferSelect)['id']>() }))
  const signed = { addedAt: at, addedBy: by, addedById: byId }
  const entered = rows.map(({ id, pieceId, first: criterionCode, number, box }) => ({
    ...{ id, campaignUnitId, pieceId, criterionCode, number, box },
    ...signed,
  }))
  await inChunks(entered, (some) => tx.insert(evidence).values(some))
  const links = rows.flatMap(({ id: evidenceId, criteria }) =>
    criteria.map((criterionCode) => ({ evidenceId, criterionCode })),
  )
  await inChunks(links, (some) => tx.insert(evidenceCriteria).values(some))
  const events = rows.flatMap(({ id: evidenceId, criteria, first, title }) =>
    criteria.map((criterionCode) => ({
      ...{ evidenceId, criterionCode, title, at, actorId: byId, actorName: by },
      action: criterionCode === first ? ('added' as const) : ('linked' as const),
    })),
  )
  await inChunks(events, (some) => tx.insert(evidenceEvents).values(some))
}
