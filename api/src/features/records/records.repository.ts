import { sql, type SQL } from 'drizzle-orm'
import type { RecordFilter } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'

export type EntryRow = {
  chain: string
  number: number
  at: string
  table: string
  key: string
  action: 'begin' | 'insert' | 'update' | 'delete'
  content: Record<string, unknown>
  actorId: string | null
  actorUnitId: string | null
  via: string | null
  hash: string
  /** What is hashed. */
  text: string
}

const columns = sql`entry.chain, entry.number, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  entry.table_name as "table", entry.row_key as key, entry.action, entry.content, entry.actor_id as "actorId",
  entry.actor_unit_id as "actorUnitId", entry.via, encode(entry.hash, 'hex') as hash, audit_text(entry) as text`

const dayOfEntry = sql`(entry.at at time zone 'Asia/Ho_Chi_Minh')::date`
const fits = ({ table, actorId, from, to }: RecordFilter) =>
  sql.join(
    [
      sql`true`,
      ...(table === undefined ? [] : [sql`entry.table_name = ${table}`]),
      ...(actorId === undefined ? [] : [sql`entry.actor_id = ${actorId}`]),
      ...(from === undefined ? [] : [sql`${dayOfEntry} >= ${from}::date`]),
      ...(to === undefined ? [] : [sql`${dayOfEntry} <= ${to}::date`]),
    ],
    sql` and `,
  )
const oneOf = (tables: readonly string[]) => sql`entry.table_name = any(${sql.param([...tables])}::text[])`

/** What was written of an objection that was never sent. */
export const neverSent = sql`(entry.table_name = 'objections' and not exists (
  select from audit_entries sending where sending.chain = entry.chain and sending.table_name = 'objections'
    and sending.row_key = entry.row_key and sending.action = 'update' and sending.content -> 'status' ->> 1 = 'sent'))`

/**
 * Entries of one chain, the newest first; one more than `limit`.
 * @param drafts whether objections are told that were never sent
 * @param before the number of the last one seen
 */
export async function ofChain(
  db: Queryable,
  chain: string,
  {
    tables,
    drafts,
    filter,
    before,
    limit,
  }: { tables: readonly string[]; drafts: boolean; filter: RecordFilter; before: number | null; limit: number },
): Promise<EntryRow[]> {
  const { rows } = await db.execute<EntryRow>(sql`
    select ${columns} from audit_entries entry
    where entry.chain = ${chain} and ${oneOf(tables)} and ${fits(filter)}
      ${drafts ? sql`` : sql`and not ${neverSent}`}
      ${before === null ? sql`` : sql`and entry.number < ${before}`}
    order by entry.number desc limit ${limit + 1}`)
  return rows
}

/** The tables and actors that occur in a chain. */
export async function facetsOf(db: Queryable, where: SQL) {
  const { rows } = await db.execute<{ tables: string[] | null; actors: string[] | null }>(sql`
    select array_agg(distinct entry.table_name) as tables,
      array_agg(distinct entry.actor_id) filter (where entry.actor_id is not null) as actors
    from audit_entries entry where ${where}`)
  return { tables: rows[0]?.tables ?? [], actors: rows[0]?.actors ?? [] }
}
export const inChain = (chain: string, tables: readonly string[]) => sql`entry.chain = ${chain} and ${oneOf(tables)}`

/** As the partial index has them, word for word. */
const rights = sql`entry.table_name in ('memberships', 'delegations', 'api_keys', 'unit_responsibles', 'people', 'mail_steps')`
/** Of units under a path, and of the accounts of people who hold or held a role there. */
export const rightsWithin = (path: string) => sql`${rights} and (
  exists (select from units where units.id = entry.chain and units.path <@ ${path}::ltree)
  or exists (select from memberships join units on units.id = memberships.unit_id
    where memberships.person_id = entry.chain and units.path <@ ${path}::ltree))`

export type RightsKey = [at: string, chain: string, number: number]
/** The newest first; one more than `limit`. */
export async function ofRights(
  db: Queryable,
  path: string,
  filter: RecordFilter,
  after: RightsKey | null,
  limit: number,
) {
  const behind = after
    ? sql`and (entry.at, entry.chain, entry.number) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::int)`
    : sql``
  const { rows } = await db.execute<EntryRow>(sql`
    select ${columns} from audit_entries entry where ${rightsWithin(path)} and ${fits(filter)} ${behind}
    order by entry.at desc, entry.chain desc, entry.number desc limit ${limit + 1}`)
  return rows
}

/** What ids stand for, of those that are people, keys of machines or units. */
export async function namesOf(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const wanted = sql`any(${sql.param([...new Set(ids)])}::uuid[])`
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select id, full_name as name from people where id = ${wanted}
    union all select id, name from api_keys where id = ${wanted}
    union all select id, name from units where id = ${wanted}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
