import type { DeliveryFilter, DeliveryKey } from '@thuoc/shared'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { actorId, type Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { inLineOf } from '../../platform/db/tree.ts'
import { deliveryDuties as duty, reminders } from './deliverables.tables.ts'
import { fits } from './duties.repository.ts'
import { outstanding } from './lateness.repository.ts'

const columns = {
  milestoneId: duty.milestoneId,
  unitId: duty.unitId,
  kind: duty.kind,
  code: duty.code,
  task: duty.task,
  dueOn: duty.dueOn,
  unit: { id: duty.unitId, code: duty.unitCode, name: duty.unitName, type: duty.unitType },
  receiverUnitId: duty.receiverUnitId,
}

/**
 * What was reminded of already on this day (`2025-01-31`). The view is named by hand: in a query of one table drizzle
 * leaves the table away, and the columns would be those of the reminder itself.
 */
const remindedOn = (today: string) => sql<boolean>`exists (select 1 from ${reminders} sent
  where sent.milestone_id = delivery_duties.milestone_id and sent.unit_id = delivery_duties.unit_id
    and sent.kind = delivery_duties.kind and sent.sent_on = ${today}::date)`

/** What the system sees itself, nobody can hand in: the unit is still told that it is wanted. */
const wanted = (db: Queryable, today: string) => db.select({ ...columns, reminded: remindedOn(today) }).from(duty)
export type WantedRow = Awaited<ReturnType<typeof wanted>>[number]

/** What is missing from units that hand in to the actor's branch, by unit and place in the plan. */
export const listWanted = (db: Queryable, actor: Actor, filter: DeliveryFilter, now: Date, today: string) =>
  wanted(db, today)
    .where(
      and(
        outstanding,
        isNull(duty.closedAt),
        inLineOf(duty.receiverPath, actor.unitId),
        notOwn(actor),
        ...fits(filter, now),
      ),
    )
    .orderBy(sql`${duty.unitName} collate vi, ${duty.unitId}, ${duty.position}, ${duty.milestoneId}, ${duty.kind}`)

/** One does not remind oneself. */
const notOwn = (actor: Actor) => sql`${duty.unitId} <> ${actor.unitId}`

/** What falls due in as many days as its plan wants a reminder before it. */
export const listFallingDue = (db: Queryable, today: string) =>
  wanted(db, today)
    .where(and(outstanding, isNull(duty.closedAt), sql`(${duty.dueOn} - ${today}::date) = any (${duty.reminderDays})`))
    .orderBy(duty.unitId, duty.position, duty.milestoneId, duty.kind)

type Sending = { by: Actor | null; today: string; at: Date; note: string }
/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000

/** Writes down that units are reminded. @returns what was not reminded of today by somebody who was faster */
export async function insert(tx: Tx, keys: readonly DeliveryKey[], { by, today, at, note }: Sending) {
  const sent: DeliveryKey[] = []
  const signed = { sentOn: today, sentAt: at, note, actorId: by && actorId(by), sentBy: by?.name ?? null }
  for (let from = 0; from < keys.length; from += batch) {
    const values = keys
      .slice(from, from + batch)
      .map(({ milestoneId, unitId, kind }) => ({ id: newId(), milestoneId, unitId, kind, ...signed }))
    const rows = await tx
      .insert(reminders)
      .values(values)
      .onConflictDoNothing()
      .returning({ milestoneId: reminders.milestoneId, unitId: reminders.unitId, kind: reminders.kind })
    sent.push(...rows)
  }
  return sent
}

/** When a unit was reminded of one thing, the newest first. */
export async function listRemindersOf(db: Queryable, { milestoneId, unitId, kind }: DeliveryKey) {
  const rows = await db
    .select({ at: reminders.sentAt, by: reminders.sentBy })
    .from(reminders)
    .where(and(eq(reminders.milestoneId, milestoneId), eq(reminders.unitId, unitId), eq(reminders.kind, kind)))
    .orderBy(desc(reminders.sentAt))
  return rows.map(({ at, by }) => ({ at: at.toISOString(), by }))
}
