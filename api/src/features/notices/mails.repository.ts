import type { MailKind, MailTrouble, MailWhy, PersonId } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { may, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { mailSteps } from './notices.tables.ts'

export type MailRow = {
  id: string
  kind: MailKind
  to: string
  subject: string
  name: string | null
  unit: string | null
  state: MailTrouble
  why: MailWhy | null
  attempts: number
  writtenAt: string
  nextTryAt: string
  settledAt: string | null
}
export type MailFilter = { state?: MailTrouble | undefined; kind?: MailKind | undefined; q?: string | undefined }

const kind = sql`case when mail.late is not null then 'invitation' when mail.key like 'notices/%' then 'notices'
  when mail.key like 'reminder/%' then 'reminder' else 'training' end`
/** A letter that a worker holds just now waits, for whoever looks. */
const state = sql`case mail.state when 'sending' then 'waiting' else mail.state end`

/**
 * Whose letters: the administrator of the system those of all; of a province those to people who act in its units and
 * nowhere else, for what a letter is called may tell of the other unit.
 */
function theirs(actor: Actor): SQL {
  if (!may(actor, 'mail.manage')) return sql`false`
  if (actor.role === 'system-administrator') return sql`true`
  return sql`exists (
    select from people reader join memberships seat on seat.person_id = reader.id and seat.ended_at is null
    join units place on place.id = seat.unit_id where lower(reader.email) = lower(mail.to_address)
    having bool_and(place.path <@ ${actor.unitPath}::ltree))`
}

const open = (actor: Actor) =>
  sql`mail.state in ('waiting', 'sending', 'failed', 'unanswered') and mail.body is not null and ${theirs(actor)}`

/** The newest first; one more than `limit`. */
export async function listOpen(
  db: Queryable,
  actor: Actor,
  filter: MailFilter,
  after: string | null,
  limit: number,
): Promise<MailRow[]> {
  const { rows } = await db.execute<MailRow>(sql`
    select mail.id, ${kind} as kind, mail.to_address as "to", mail.subject, reader.name, reader.unit, ${state} as state,
      mail.reason as why, mail.attempts, mail.created_at as "writtenAt", mail.next_try_at as "nextTryAt",
      mail.settled_at as "settledAt"
    from mails mail left join lateral (
      select person.full_name as name, (
        select unit.name from memberships seat join units unit on unit.id = seat.unit_id
        where seat.person_id = person.id and seat.ended_at is null order by seat.created_at, seat.id limit 1) as unit
      from people person where lower(person.email) = lower(mail.to_address) order by person.id limit 1
    ) reader on true
    where ${open(actor)}
      ${filter.state ? sql`and ${state} = ${filter.state}` : sql``}
      ${filter.kind ? sql`and ${kind} = ${filter.kind}` : sql``}
      ${after === null ? sql`` : sql`and mail.id < ${after}::uuid`}
      ${sql.join(
        likeWords(filter.q ?? '').map(
          (word) => sql`and unaccented(concat_ws(' ', mail.to_address, reader.name, reader.unit, mail.subject))
            like unaccented(${word})`,
        ),
        sql` `,
      )}
    order by mail.id desc limit ${limit + 1}`)
  return rows
}

export async function countOpen(db: Queryable, actor: Actor): Promise<Record<MailTrouble, number>> {
  const { rows } = await db.execute<{ state: MailTrouble; count: number }>(sql`
    select ${state} as state, count(*)::int as count from mails mail where ${open(actor)} group by 1`)
  const of = (one: MailTrouble) => rows.find((row) => row.state === one)?.count ?? 0
  return { waiting: of('waiting'), failed: of('failed'), unanswered: of('unanswered') }
}

const these = (actor: Actor, ids: readonly string[]) =>
  sql`mail.id = any (${sql.param([...ids])}::uuid[]) and mail.state <> 'sending' and ${open(actor)}`

/** The letter as it is written down: what kind it was, and whose address it went to. */
const done = sql`mail.id as "mailId", ${kind} as "mailKind", (
  select person.id from people person where lower(person.email) = lower(mail.to_address) order by person.id limit 1
) as "recipientId"`
export type Handled = { mailId: string; mailKind: MailKind; recipientId: PersonId | null }

/** By the clock of the mailer, which is the database's. */
export async function sendAgain(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Handled[]> {
  const { rows } = await tx.execute<Handled>(sql`
    update mails mail set state = 'waiting', next_try_at = now(), settled_at = null, handed_over_at = null, reason = null,
      attempts = 0
    where ${these(actor, ids)} returning ${done}`)
  return rows
}

/** What was written goes with it. */
export async function discard(tx: Tx, actor: Actor, ids: readonly string[]): Promise<Handled[]> {
  const { rows } = await tx.execute<Handled>(sql`
    update mails mail set state = 'cancelled', body = null, settled_at = now() where ${these(actor, ids)} returning ${done}`)
  return rows
}

/** Who did it is written down by the record. */
export async function writeDown(tx: Tx, steps: readonly (typeof mailSteps.$inferInsert)[]) {
  if (steps.length > 0) await tx.insert(mailSteps).values([...steps])
}
