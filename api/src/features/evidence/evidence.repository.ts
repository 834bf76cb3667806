import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { CampaignUnitId, EvidenceCounts, EvidenceId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { campaignUnits, visibleTo } from '../campaigns/index.ts'
import { evidence, evidenceCriteria, evidenceEvents } from './evidence.tables.ts'

const criteria = sql<string[]>`array(select ${evidenceCriteria.criterionCode} from ${evidenceCriteria}
  where ${evidenceCriteria.evidenceId} = ${evidence.id} order by string_to_array(${evidenceCriteria.criterionCode}, '.')::int[])`

/** With the set of its unit, which says how its code is written. */
const shown = (db: Queryable) =>
  db
    .select({ ...getTableColumns(evidence), criteria, indicatorSetId: campaignUnits.indicatorSetId })
    .from(evidence)
    .innerJoin(campaignUnits, eq(campaignUnits.id, evidence.campaignUnitId))

export type EvidenceRow = Awaited<ReturnType<typeof shown>>[number]

/** A piece of evidence, removed or not, that the actor may see. */
export async function find(db: Queryable, actor: Actor, id: EvidenceId): Promise<EvidenceRow | undefined> {
  const [row] = await shown(db).where(and(eq(evidence.id, id), visibleTo(actor)))
  return row
}

/** The register of a unit: what stands, by criterion and number. */
export const list = (db: Queryable, id: CampaignUnitId): Promise<EvidenceRow[]> =>
  shown(db)
    .where(and(eq(evidence.campaignUnitId, id), isNull(evidence.removedAt)))
    .orderBy(sql`string_to_array(${evidence.criterionCode}, '.')::int[]`, asc(evidence.number))

/** How many pieces stand with each criterion, by kind. */
export async function count(db: Queryable, id: CampaignUnitId): Promise<EvidenceCounts> {
  const rows = await db
    .select({
      code: evidenceCriteria.criterionCode,
      file: sql<number>`(count(*) filter (where ${evidence.kind} = 'file'))::int`,
      link: sql<number>`(count(*) filter (where ${evidence.kind} = 'link'))::int`,
      figure: sql<number>`(count(*) filter (where ${evidence.kind} = 'figure'))::int`,
    })
    .from(evidenceCriteria)
    .innerJoin(evidence, eq(evidence.id, evidenceCriteria.evidenceId))
    .where(and(eq(evidence.campaignUnitId, id), isNull(evidence.removedAt)))
    .groupBy(evidenceCriteria.criterionCode)
  return Object.fromEntries(rows.map(({ code, ...counts }) => [code, counts]))
}

export type NewEvidence = Omit<typeof evidence.$inferInsert, 'id' | 'number'>

/**
 * Adds a piece with the next number of its criterion; removed ones count, so that no number is given twice.
 * The file of the unit is locked, so two at once get two numbers.
 */
export async function insert(tx: Tx, values: NewEvidence): Promise<EvidenceId> {
  const { campaignUnitId, criterionCode } = values
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from evidence
    where campaign_unit_id = ${campaignUnitId} and criterion_code = ${criterionCode})`
  const { id } = one(
    await tx
      .insert(evidence)
      .values({ ...values, number })
      .returning({ id: evidence.id }),
  )
  await link(tx, id, criterionCode)
  return id
}

export async function link(tx: Tx, evidenceId: EvidenceId, criterionCode: string) {
  await tx.insert(evidenceCriteria).values({ evidenceId, criterionCode })
}

export async function unlink(tx: Tx, evidenceId: EvidenceId, criterionCode: string) {
  await tx
    .delete(evidenceCriteria)
    .where(and(eq(evidenceCriteria.evidenceId, evidenceId), eq(evidenceCriteria.criterionCode, criterionCode)))
}

export async function setTitle(tx: Tx, id: EvidenceId, title: string) {
  await tx.update(evidence).set({ title }).where(eq(evidence.id, id))
}

/** Takes a piece out of the register or back into it; its row, and so its number, stays. */
export async function setRemoved(tx: Tx, id: EvidenceId, removed: boolean) {
  await tx
    .update(evidence)
    .set({ removedAt: removed ? sql`now()` : null })
    .where(eq(evidence.id, id))
}

type Event = Pick<typeof evidenceEvents.$inferInsert, 'evidenceId' | 'action' | 'criterionCode' | 'title'>
/** Keeps who changed what of the evidence. */
export async function record(tx: Tx, actor: Actor, event: Event) {
  await tx.insert(evidenceEvents).values({ ...event, actorId: actorId(actor), actorName: actor.name })
}
