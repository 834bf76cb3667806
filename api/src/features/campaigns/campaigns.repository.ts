import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CampaignChange, CampaignId, CampaignUnitId, NewCampaign, Participation, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { within } from '../../platform/db/tree.ts'
import { indicatorSets } from '../catalogues/index.ts'
import { units, unitSummaryColumns, type UnitRow } from '../org/index.ts'
import { campaignEvents, campaigns, campaignSets, campaignUnits } from './campaigns.tables.ts'
import { visibleTo } from './visibility.repository.ts'
import type { Participant, SetByType } from './participants.ts'

/** The part of a set that follows it wherever it is used, before it is presented. */
export const setColumns = {
  id: indicatorSets.id,
  code: indicatorSets.code,
  version: indicatorSets.version,
  title: indicatorSets.title,
  sample: indicatorSets.sample,
  verifiedOn: indicatorSets.verifiedOn,
}

const repeated = alias(campaigns, 'repeated')
const visibleUnits = (actor: Actor) =>
  sql`from ${campaignUnits} where ${campaignUnits.campaignId} = ${campaigns.id} and ${visibleTo(actor)}`
/** The visible units of all campaigns, counted at once: campaign by campaign, each would be looked for among all. */
const countedUnits = (actor: Actor) =>
  sql`(select ${campaignUnits.campaignId} as id, count(*)::int as count from ${campaignUnits} where ${visibleTo(actor)} group by 1)`

const columns = {
  ...getTableColumns(campaigns),
  province: unitSummaryColumns,
  repeats: { id: repeated.id, title: repeated.title, schoolYear: repeated.schoolYear },
}
/** One sees campaigns of provinces in the own subtree, and those with a unit that one sees. */
const seenBy = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({ ...columns, unitCount: sql<number>`(select count(*)::int ${visibleUnits(actor)})` })
    .from(campaigns)
    .leftJoin(repeated, eq(repeated.id, campaigns.repeatsId))
    .innerJoin(units, eq(units.id, campaigns.provinceUnitId))
    .where(and(sql`(${within(units.path, actor.unitPath)} or exists (select 1 ${visibleUnits(actor)}))`, ...conditions))
const seenAtOnce = (db: Queryable, actor: Actor, ...conditions: (SQL | undefined)[]) =>
  db
    .select({ ...columns, unitCount: sql<number>`coalesce(counted.count, 0)` })
    .from(campaigns)
    .leftJoin(repeated, eq(repeated.id, campaigns.repeatsId))
    .innerJoin(units, eq(units.id, campaigns.provinceUnitId))
    .leftJoin(sql`${countedUnits(actor)} counted`, sql`counted.id = ${campaigns.id}`)
    .where(and(sql`(${within(units.path, actor.unitPath)} or counted.count > 0)`, ...conditions))

/** A campaign as one actor sees it, with the number of its units that this actor sees. */
export type CampaignRow = Awaited<ReturnType<typeof seenBy>>[number]

export async function find(db: Queryable, actor: Actor, id: CampaignId): Promise<CampaignRow | undefined> {
  // Who stands high sees most units of a campaign; who stands low looks for the few among all that are theirs.
  const isHigh = actor.unitType === 'system' || actor.unitType === 'province'
  const [row] = await (isHigh ? seenBy : seenAtOnce)(db, actor, eq(campaigns.id, id))
  return row
}

/** Holds the campaign until the transaction ends. */
export async function lock(tx: Tx, actor: Actor, id: CampaignId): Promise<CampaignRow | undefined> {
  await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.id, id)).for('no key update')
  return find(tx, actor, id)
}

export type CampaignFilters = { schoolYear?: string | undefined; running?: boolean | undefined }

/** Campaigns, the newest first (ids are in order of time); one more than `limit`, to see whether there are more. */
export async function list(
  db: Queryable,
  actor: Actor,
  { schoolYear, running }: CampaignFilters,
  after: string | null,
  limit: number,
): Promise<CampaignRow[]> {
  const fits = [
    schoolYear === undefined ? undefined : eq(campaigns.schoolYear, schoolYear),
    running === undefined ? undefined : running ? isNull(campaigns.closedAt) : isNotNull(campaigns.closedAt),
    after === null ? undefined : sql`${campaigns.id} < ${after}::uuid`,
  ]
  const listed = actor.unitType === 'system' ? seenBy(db, actor, ...fits) : seenAtOnce(db, actor, ...fits)
  return listed.orderBy(desc(campaigns.id)).limit(limit + 1)
}

/** Campaigns of the actor's own province and one school year in which some of the units take part, the newest first. */
export async function listOfSameYear(db: Queryable, actor: Actor, schoolYear: string, unitIds: readonly UnitId[]) {
  const rows = await db
    .select({
      id: campaigns.id,
      title: campaigns.title,
      closedAt: campaigns.closedAt,
      count: sql<number>`count(*)::int`,
    })
    .from(campaigns)
    .innerJoin(campaignUnits, eq(campaignUnits.campaignId, campaigns.id))
    .where(
      and(
        eq(campaigns.provinceUnitId, actor.unitId),
        eq(campaigns.schoolYear, schoolYear),
        isNull(campaignUnits.takenOutAt),
        sql`${campaignUnits.unitId} = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb)))`,
      ),
    )
    .groupBy(campaigns.id)
    .orderBy(desc(campaigns.id))
  return rows.map(({ id, title, closedAt, count }) => ({ campaign: { id, title, closed: closedAt !== null }, count }))
}

/** The sets of a campaign with the kinds of unit they apply to, by code. */
export const listSets = (db: Queryable, id: CampaignId) =>
  db
    .select({ set: setColumns, unitType: campaignSets.unitType, targetLevel: campaignSets.targetLevel })
    .from(campaignSets)
    .innerJoin(indicatorSets, eq(indicatorSets.id, campaignSets.indicatorSetId))
    .where(eq(campaignSets.campaignId, id))
    .orderBy(asc(indicatorSets.code), asc(indicatorSets.version), asc(campaignSets.unitType))

type Plan = Omit<NewCampaign, 'sets' | 'assessors' | 'milestones'>
/** @param openedAt by the clock of the application */
export async function insert(tx: Tx, actor: Actor, plan: Plan, sets: SetByType, openedAt: Date): Promise<CampaignId> {
  const { title, schoolYear, planNumber, planDate, selfAssessmentDue, externalAssessmentDue, participation } = plan
  const dates = { planDate, selfAssessmentDue, externalAssessmentDue }
  const { reportOutline, notes, repeats: repeatsId } = plan
  const values = { title, schoolYear, planNumber, ...dates, participation, reportOutline, notes, repeatsId }
  const { id } = one(
    await tx
      .insert(campaigns)
      .values({ ...values, provinceUnitId: actor.unitId, openedAt, openedBy: actor.name })
      .returning({ id: campaigns.id }),
  )
  await tx.insert(campaignSets).values(
    [...sets].map(([unitType, { mark, targetLevel }]) => ({
      campaignId: id,
      unitType,
      indicatorSetId: mark.id,
      targetLevel,
    })),
  )
  return id
}

const snapshotOfAssessor = ({ id, code, name, type, path }: UnitRow) => ({
  assessorUnitId: id,
  assessorCode: code,
  assessorName: name,
  assessorType: type,
  assessorPath: path,
})

/**
 * Writes the units as they stand now: the database copies names, codes and paths itself, so that thousands are one
 * short statement. @returns their ids with their sets, in the order given
 */
export async function insertUnits(tx: Tx, campaignId: CampaignId, participants: readonly Participant[]) {
  const rows = participants.map(({ unit, assessor, set }) => ({
    id: newId<CampaignUnitId>(),
    unitId: unit.id,
    assessorId: assessor.id,
    indicatorSetId: set.mark.id,
  }))
  await tx.execute(sql`
    insert into campaign_units (id, campaign_id, indicator_set_id, unit_id, unit_code, unit_name, unit_type, unit_path,
      assessor_unit_id, assessor_code, assessor_name, assessor_type, assessor_path)
    select part.id, ${campaignId}::uuid, part."indicatorSetId", unit.id, unit.code, unit.name, unit.type, unit.path,
      assessor.id, assessor.code, assessor.name, assessor.type, assessor.path
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as part (id uuid, "unitId" uuid, "assessorId" uuid, "indicatorSetId" uuid)
    join units unit on unit.id = part."unitId"
    join units assessor on assessor.id = part."assessorId"`)
  return rows
}

export async function update(tx: Tx, id: CampaignId, { version: _, notes, reportOutline, ...values }: CampaignChange) {
  const texts = { ...(notes !== undefined && { notes }), ...(reportOutline && { reportOutline }) }
  await tx
    .update(campaigns)
    .set({ ...values, ...texts, version: sql`${campaigns.version} + 1` })
    .where(eq(campaigns.id, id))
}

type Closing = { at: Date; by: string; note: string }

/** Ends a campaign, or with null lets it go on. */
export async function setClosing(tx: Tx, id: CampaignId, closing: Closing | null) {
  const values = { closedAt: closing?.at ?? null, closedBy: closing?.by ?? null, closingNote: closing?.note ?? '' }
  await tx
    .update(campaigns)
    .set({ ...values, version: sql`${campaigns.version} + 1` })
    .where(eq(campaigns.id, id))
}

export async function setAssessor(tx: Tx, id: CampaignUnitId, assessor: UnitRow) {
  await tx
    .update(campaignUnits)
    .set({ ...snapshotOfAssessor(assessor), version: sql`${campaignUnits.version} + 1` })
    .where(eq(campaignUnits.id, id))
}

/** Lets a unit that was taken out take part again, as it stands now. @returns its row; undefined: it is not one */
export async function revive(tx: Tx, campaignId: CampaignId, { unit, assessor, set }: Participant) {
  const [row] = await tx
    .update(campaignUnits)
    .set({
      takenOutAt: null,
      unitCode: unit.code,
      unitName: unit.name,
      unitType: unit.type,
      unitPath: unit.path,
      indicatorSetId: set.mark.id,
      ...snapshotOfAssessor(assessor),
      version: sql`${campaignUnits.version} + 1`,
    })
    .where(
      and(
        eq(campaignUnits.campaignId, campaignId),
        eq(campaignUnits.unitId, unit.id),
        sql`${campaignUnits.takenOutAt} is not null`,
      ),
    )
    .returning({ id: campaignUnits.id })
  return row
}

export async function takeOut(tx: Tx, id: CampaignUnitId, at: Date) {
  await tx
    .update(campaignUnits)
    .set({ takenOutAt: at, version: sql`${campaignUnits.version} + 1` })
    .where(eq(campaignUnits.id, id))
}

/** Keeps the rule true to who takes part, so that the campaign of next year begins from it. */
export async function setParticipation(tx: Tx, id: CampaignId, participation: Participation) {
  await tx.update(campaigns).set({ participation }).where(eq(campaigns.id, id))
}

/** `at`: by the clock of the application. */
type NewEvent = Pick<
  typeof campaignEvents.$inferInsert,
  'campaignId' | 'campaignUnitId' | 'unitId' | 'action' | 'changes'
> & { at: Date }
export async function addEvent(tx: Tx, actor: Actor, event: NewEvent) {
  await tx.insert(campaignEvents).values({ ...event, actorId: actorId(actor), actorName: actor.name })
}
