import { and, asc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm'
import type {
  CampaignUnitId,
  EvidenceCounts,
  EvidenceFileId,
  EvidenceId,
  EvidenceRequestId,
  PieceId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { campaignUnits, visibleTo } from '../campaigns/index.ts'
import { evidence, evidenceCriteria, evidenceEvents } from './evidence.tables.ts'
import { pieceColumns, type FileRow } from './pieces.repository.ts'
import { evidenceFiles, evidencePieces } from './pieces.tables.ts'

const criteria = sql<string[]>`array(select ${evidenceCriteria.criterionCode} from ${evidenceCriteria}
  where ${evidenceCriteria.evidenceId} = ${evidence.id} order by string_to_array(${evidenceCriteria.criterionCode}, '.')::int[])`

const onRequest = sql<string[]>`array(select ${evidenceCriteria.criterionCode} from ${evidenceCriteria}
  where ${evidenceCriteria.evidenceId} = ${evidence.id} and ${evidenceCriteria.requestId} is not null)`

/** With its piece, and the set of its unit, which says how its code is written. */
export const registerRows = (db: Queryable) =>
  db
    .select({
      ...getTableColumns(evidence),
      criteria,
      onRequest,
      indicatorSetId: campaignUnits.indicatorSetId,
      piece: pieceColumns,
    })
    .from(evidence)
    .innerJoin(evidencePieces, eq(evidencePieces.id, evidence.pieceId))
    .innerJoin(campaignUnits, eq(campaignUnits.id, evidence.campaignUnitId))

export type EvidenceRow = Awaited<ReturnType<typeof registerRows>>[number]

/** A piece in a register, taken out of it or not, that the actor may see. */
export async function find(db: Queryable, actor: Actor, id: EvidenceId): Promise<EvidenceRow | undefined> {
  const [row] = await registerRows(db).where(and(eq(evidence.id, id), visibleTo(actor)))
  return row
}

/** Where a piece stands, or stood, in a register. */
export async function findOfPiece(tx: Tx, of: { campaignUnitId: CampaignUnitId; pieceId: PieceId }) {
  const [row] = await registerRows(tx).where(
    and(eq(evidence.campaignUnitId, of.campaignUnitId), eq(evidence.pieceId, of.pieceId)),
  )
  return row
}

/** The register of a unit: what stands, by criterion and number. */
export const list = (db: Queryable, id: CampaignUnitId): Promise<EvidenceRow[]> =>
  registerRows(db)
    .where(and(eq(evidence.campaignUnitId, id), isNull(evidence.removedAt)))
    .orderBy(sql`string_to_array(${evidence.criterionCode}, '.')::int[]`, asc(evidence.number))

/** What stands in the register of a unit, and what was taken out of it. */
export const listEver = (db: Queryable, id: CampaignUnitId): Promise<EvidenceRow[]> =>
  registerRows(db)
    .where(eq(evidence.campaignUnitId, id))
    .orderBy(sql`string_to_array(${evidence.criterionCode}, '.')::int[]`, asc(evidence.number))

/**
 * How many pieces stand with each criterion of these units, by kind: `tallyOf` counts the same. A unit without any is not
 * among them.
 */
export async function countOfEach(
  db: Queryable,
  ids: readonly CampaignUnitId[],
): Promise<ReadonlyMap<CampaignUnitId, EvidenceCounts>> {
  const { kind } = evidencePieces
  const withFile = sql`exists (select 1 from ${evidenceFiles} file
    where file.piece_id = ${evidencePieces.id} and file.scan <> 'infected')`
  const withoutAny = sql`not exists (select 1 from ${evidenceFiles} file where file.piece_id = ${evidencePieces.id})`
  const rows = await db
    .select({
      campaignUnitId: evidence.campaignUnitId,
      code: evidenceCriteria.criterionCode,
      file: sql<number>`(count(*) filter (where ${kind} in ('file', 'document') and ${withFile}))::int`,
      link: sql<number>`(count(*) filter (where ${kind} = 'link'))::int`,
      figure: sql<number>`(count(*) filter (where ${kind} = 'figure'))::int`,
      paper: sql<number>`(count(*) filter (where ${kind} = 'document' and ${withoutAny}))::int`,
    })
    .from(evidenceCriteria)
    .innerJoin(evidence, eq(evidence.id, evidenceCriteria.evidenceId))
    .innerJoin(evidencePieces, eq(evidencePieces.id, evidence.pieceId))
    .where(
      and(inArray(evidence.campaignUnitId, [...ids]), isNull(evidence.removedAt), eq(evidencePieces.toRenew, false)),
    )
    .groupBy(evidence.campaignUnitId, evidenceCriteria.criterionCode)
  const byUnit = Map.groupBy(rows, ({ campaignUnitId }) => campaignUnitId)
  return new Map(
    [...byUnit].map(([id, those]) => [
      id,
      Object.fromEntries(those.map(({ campaignUnitId: _, code, ...counts }) => [code, counts])),
    ]),
  )
}

/** A file that the actor may open: of a piece in a register they see, or in the library of their own unit. */
export async function findFile(db: Queryable, actor: Actor, id: EvidenceFileId) {
  const inRegister = sql`exists (select 1 from ${evidence}
    join ${campaignUnits} on ${campaignUnits.id} = ${evidence.campaignUnitId}
    where ${evidence.pieceId} = ${evidencePieces.id} and ${evidence.removedAt} is null and ${visibleTo(actor)})`
  const [row] = await db
    .select({ file: getTableColumns(evidenceFiles), unitId: evidencePieces.unitId })
    .from(evidenceFiles)
    .innerJoin(evidencePieces, eq(evidencePieces.id, evidenceFiles.pieceId))
    .where(and(eq(evidenceFiles.id, id), sql`(${evidencePieces.unitId} = ${actor.unitId}::uuid or ${inRegister})`))
  return row satisfies { file: FileRow } | undefined
}

export type NewEvidence = Omit<typeof evidence.$inferInsert, 'id' | 'number'>

/**
 * Adds a piece with the next number of its criterion; removed and former ones count: no number is given twice.
 * The file of the unit is locked, so two at once get two numbers.
 */
export async function insert(
  tx: Tx,
  values: NewEvidence,
  requestId: EvidenceRequestId | null = null,
): Promise<EvidenceId> {
  const { campaignUnitId, criterionCode } = values
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from (
    select number from evidence where campaign_unit_id = ${campaignUnitId} and criterion_code = ${criterionCode}
    union all select number from evidence_former_numbers
      where campaign_unit_id = ${campaignUnitId} and criterion_code = ${criterionCode}) given)`
  const { id } = one(
    await tx
      .insert(evidence)
      .values({ ...values, number })
      .returning({ id: evidence.id }),
  )
  await link(tx, id, criterionCode, requestId)
  return id
}

/** @param requestId what asked for it, when the file had been sent already */
export async function link(
  tx: Tx,
  evidenceId: EvidenceId,
  criterionCode: string,
  requestId: EvidenceRequestId | null = null,
) {
  await tx.insert(evidenceCriteria).values({ evidenceId, criterionCode, requestId })
}

export async function unlink(tx: Tx, evidenceId: EvidenceId, criterionCode: string) {
  await tx
    .delete(evidenceCriteria)
    .where(and(eq(evidenceCriteria.evidenceId, evidenceId), eq(evidenceCriteria.criterionCode, criterionCode)))
}

/** Takes a piece out of the register (`at`) or back into it (null); its row, and so its number, stays. */
export async function setRemoved(tx: Tx, id: EvidenceId, at: Date | null) {
  await tx.update(evidence).set({ removedAt: at }).where(eq(evidence.id, id))
}

type Standing = { campaignUnitId: CampaignUnitId; evidenceId: EvidenceId; criterion: string }
/** Whether a piece stands in the register of a file with this criterion. */
export async function standsWith(db: Queryable, { campaignUnitId, evidenceId, criterion }: Standing): Promise<boolean> {
  const rows = await db
    .select({ id: evidence.id })
    .from(evidence)
    .innerJoin(evidenceCriteria, eq(evidenceCriteria.evidenceId, evidence.id))
    .where(
      and(
        eq(evidence.id, evidenceId),
        eq(evidence.campaignUnitId, campaignUnitId),
        isNull(evidence.removedAt),
        eq(evidenceCriteria.criterionCode, criterion),
      ),
    )
  return rows.length > 0
}

/** For which request a piece was added to a criterion. */
export async function requestOf(tx: Tx, evidenceId: EvidenceId, criterionCode: string) {
  const [row] = await tx
    .select({ requestId: evidenceCriteria.requestId })
    .from(evidenceCriteria)
    .where(and(eq(evidenceCriteria.evidenceId, evidenceId), eq(evidenceCriteria.criterionCode, criterionCode)))
  return row?.requestId ?? null
}

type Event = Pick<typeof evidenceEvents.$inferInsert, 'evidenceId' | 'action' | 'criterionCode' | 'title'>
/** Keeps who changed what of the register. */
export async function record(tx: Tx, actor: Actor, event: Event) {
  await tx.insert(evidenceEvents).values({ ...event, actorId: actorId(actor), actorName: actor.name })
}
