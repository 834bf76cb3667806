import { and, asc, desc, eq, getTableColumns, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm'
import type {
  ApiKeyId,
  HandedOverFile,
  PersonId,
  UnitChangeId,
  UnitChangePart,
  UnitChangeStatus,
  UnitEffect,
  UnitId,
  UnitSteps,
} from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import type { Constraints } from '../../platform/problem.ts'
import {
  unitChangeConstraints,
  unitChangeEvents,
  unitChangeMemberships,
  unitChanges,
  unitChangeUnits,
  unitSuccessions,
  type EventReport,
} from './unit-changes.tables.ts'
import { orgConstraints, units } from './org.tables.ts'

/** What the database may say no to when an operation is carried out. */
export const constraints: Constraints = { ...orgConstraints, ...unitChangeConstraints }

/** Who answers for an operation; kept with it, so that it can be carried out on its day in that name. */
export type Signer = { personId: PersonId | null; apiKeyId: ApiKeyId | null; name: string; unitId: UnitId }
/** The person or the key. */
export function signerId({ personId, apiKeyId }: Signer): PersonId | ApiKeyId {
  const id = personId ?? apiKeyId
  if (id === null) throw new Error('A person or a key signs')
  return id
}

const lastEvent = sql`(select event.action from unit_change_events event where event.change_id = ${unitChanges.id}
  order by event.at desc, event.id desc limit 1)`
const lastReport = sql`(select event.report from unit_change_events event where event.change_id = ${unitChanges.id}
  order by event.at desc, event.id desc limit 1)`
/** The operation that undid this one, unless that was called off. */
const undoneBy = sql`(select undoing.id from unit_changes undoing join unit_change_events done on done.change_id = undoing.id
  where undoing.undoes = ${unitChanges.id} and done.action = 'applied')`

const listed = (db: Queryable) =>
  db
    .select({
      ...getTableColumns(unitChanges),
      status: sql<UnitChangeStatus>`${lastEvent}`,
      report: sql<EventReport>`${lastReport}`,
      undoneBy: sql<UnitChangeId | null>`${undoneBy}`,
      unitCount: sql<number>`(select count(*)::int from ${unitChangeUnits} about where about.change_id = ${unitChanges.id})`,
    })
    .from(unitChanges)

export type ChangeRow = Awaited<ReturnType<typeof listed>>[number]
type Reader = { unitId: UnitId; unitPath: string }

/** Operations about a unit of the own branch or a superior of it, and those that one's unit has ordered. */
const seenBy = ({ unitId, unitPath }: Reader): SQL => sql`(${unitChanges.actorUnitId} = ${unitId} or exists (
  select 1 from ${unitChangeUnits} about join ${units} on ${units.id} = about.unit_id
  where about.change_id = ${unitChanges.id} and (${units.path} <@ ${unitPath}::ltree or ${units.path} @> ${unitPath}::ltree)))`

export async function find(db: Queryable, reader: Reader, id: UnitChangeId): Promise<ChangeRow | undefined> {
  const [row] = await listed(db).where(and(eq(unitChanges.id, id), seenBy(reader)))
  return row
}

/** Without asking who looks: that is for the caller to say. */
export async function findUnseen(db: Queryable, id: UnitChangeId): Promise<ChangeRow | undefined> {
  const [row] = await listed(db).where(eq(unitChanges.id, id))
  return row
}

/** Without asking who looks: for the work of the night. */
export async function findAny(db: Queryable, id: UnitChangeId): Promise<ChangeRow> {
  return one(await listed(db).where(eq(unitChanges.id, id)))
}

/** The latest day first; one more than `limit`, to see whether there are more. */
export const list = (
  db: Queryable,
  reader: Reader,
  { status }: { status?: UnitChangeStatus | undefined },
  after: [string, string] | null,
  limit: number,
) =>
  listed(db)
    .where(
      and(
        seenBy(reader),
        status && sql`${lastEvent} = ${status}`,
        after
          ? sql`(${unitChanges.effectiveOn}, ${unitChanges.id}) < (${after[0]}::date, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(unitChanges.effectiveOn), desc(unitChanges.id))
    .limit(limit + 1)

/** What happened or will happen to a unit, the latest day first. */
export const listOf = (db: Queryable, unitId: UnitId): Promise<ChangeRow[]> =>
  listed(db)
    .where(
      sql`exists (select 1 from ${unitChangeUnits} about where about.change_id = ${unitChanges.id} and about.unit_id = ${unitId})`,
    )
    .orderBy(desc(unitChanges.effectiveOn), desc(unitChanges.id))

/** The first few units of each operation, under the names of now. */
export async function unitsOf(db: Queryable, ids: readonly UnitChangeId[], limit = 12) {
  if (ids.length === 0) return []
  const ranked = db
    .select({
      changeId: unitChangeUnits.changeId,
      part: unitChangeUnits.part,
      id: units.id,
      code: units.code,
      name: units.name,
      type: units.type,
      rank: sql<number>`row_number() over (partition by ${unitChangeUnits.changeId}
        order by ${unitChangeUnits.part}, ${units.name}, ${units.id})`.as('rank'),
    })
    .from(unitChangeUnits)
    .innerJoin(units, eq(units.id, unitChangeUnits.unitId))
    .where(inArray(unitChangeUnits.changeId, [...ids]))
    .as('ranked')
  return db
    .select()
    .from(ranked)
    .where(sql`${ranked.rank} <= ${limit}`)
    .orderBy(asc(ranked.rank))
}

/** What each unit was and became, as far as it has come to that. */
export const effectsOf = (db: Queryable, id: UnitChangeId): Promise<UnitEffect[]> =>
  db
    .select({
      unitId: unitChangeUnits.unitId,
      part: unitChangeUnits.part,
      before: unitChangeUnits.before,
      after: unitChangeUnits.after,
    })
    .from(unitChangeUnits)
    .innerJoin(units, eq(units.id, unitChangeUnits.unitId))
    .where(eq(unitChangeUnits.changeId, id))
    .orderBy(asc(unitChangeUnits.part), asc(units.name), asc(units.id))

/** The files that changed hands when an operation was carried out. */
export async function handedOverBy(db: Queryable, id: UnitChangeId): Promise<HandedOverFile[]> {
  const [row] = await db
    .select({ files: unitChangeEvents.handedOver })
    .from(unitChangeEvents)
    .where(and(eq(unitChangeEvents.changeId, id), eq(unitChangeEvents.action, 'applied')))
  return row?.files ?? []
}

export type NewChange = Pick<
  typeof unitChanges.$inferInsert,
  'kind' | 'effectiveOn' | 'decisionNumber' | 'decisionDate' | 'note' | 'handOver' | 'steps' | 'undoes'
>

export async function insert(tx: Tx, signer: Signer, values: NewChange): Promise<UnitChangeId> {
  const { personId: actorPersonId, apiKeyId: actorApiKeyId, name: actorName, unitId: actorUnitId } = signer
  const signed = { actorPersonId, actorApiKeyId, actorName, actorUnitId }
  const { id } = one(
    await tx
      .insert(unitChanges)
      .values({ ...values, ...signed })
      .returning({ id: unitChanges.id }),
  )
  return id
}

export async function addEvent(
  tx: Tx,
  signer: Signer,
  changeId: UnitChangeId,
  action: UnitChangeStatus,
  report: EventReport = {},
  handedOver: HandedOverFile[] | null = null,
) {
  await tx
    .insert(unitChangeEvents)
    .values({ changeId, action, report, handedOver, actorId: signerId(signer), actorName: signer.name })
}

/** Which units an operation is about; again with what they were and became, once it is carried out. */
export async function putUnits(
  tx: Tx,
  changeId: UnitChangeId,
  rows: readonly { unitId: UnitId; part: UnitChangePart; before?: UnitEffect['before']; after?: UnitEffect['after'] }[],
) {
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into ${unitChangeUnits} (change_id, unit_id, part, before, after)
    select ${changeId}::uuid, "unitId", part, nullif(before, 'null'::jsonb), nullif(after, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as one ("unitId" uuid, part text, before jsonb, after jsonb)
    on conflict (change_id, unit_id) do update set part = excluded.part, before = excluded.before, after = excluded.after`)
}

export async function putSuccessions(tx: Tx, changeId: UnitChangeId, rows: UnitSteps['successions']) {
  if (rows.length === 0) return
  await tx
    .insert(unitSuccessions)
    .values(rows.map(({ from, to, reads }) => ({ changeId, predecessorId: from, successorId: to, reads })))
}

/** What an operation said about who took whose place is not so any more. */
export async function undoSuccessions(tx: Tx, changeId: UnitChangeId, by: UnitChangeId) {
  await tx
    .update(unitSuccessions)
    .set({ undoneBy: by })
    .where(and(eq(unitSuccessions.changeId, changeId), isNull(unitSuccessions.undoneBy)))
}

export async function putMemberships(
  tx: Tx,
  changeId: UnitChangeId,
  rows: readonly Omit<typeof unitChangeMemberships.$inferInsert, 'changeId'>[],
) {
  if (rows.length > 0) await tx.insert(unitChangeMemberships).values(rows.map((row) => ({ ...row, changeId })))
}

export const membershipsOf = (db: Queryable, changeId: UnitChangeId) =>
  db.select().from(unitChangeMemberships).where(eq(unitChangeMemberships.changeId, changeId))

/** Whether anything but this operation has made a present version of these units. */
export async function areOvertaken(db: Queryable, changeId: UnitChangeId, ids: readonly UnitId[]): Promise<boolean> {
  if (ids.length === 0) return false
  const { rows } = await db.execute<{ overtaken: boolean }>(sql`select exists (
    select 1 from unit_versions now where now.unit_id = any(${`{${ids.join(',')}}`}::uuid[]) and now.valid_to is null
      and now.change_id is distinct from ${changeId}::uuid) as overtaken`)
  return one(rows).overtaken
}

/** Planned operations whose day has come on `today` (`2025-07-01`), in the order in which they have to happen. */
export async function listDue(db: Queryable, today: string): Promise<UnitChangeId[]> {
  const rows = await db
    .select({ id: unitChanges.id })
    .from(unitChanges)
    .where(and(lte(unitChanges.effectiveOn, today), sql`${lastEvent} = 'planned'`))
    .orderBy(asc(unitChanges.effectiveOn), asc(unitChanges.id))
  return rows.map(({ id }) => id)
}
