import { sql, type SQL } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { auditAnchorHeads, auditAnchors, auditChains, auditEntries, auditTables } from './audit.tables.ts'

/** A table under the record, with the types of its primary key. */
export type Followed = { name: string; keys: string[]; types: string[]; omitted: string[]; digested: string[] }

/**
 * One picture of the whole database, for as long as it takes; what others write meanwhile is not in it, and waits for
 * nothing. Times are written as the triggers write them.
 */
export const snapshot = <T>(db: Pick<Db, 'transaction'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', '0', true), set_config('timezone', 'UTC', true),
        set_config('idle_in_transaction_session_timeout', '0', true)`)
      return work(tx)
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )

/** The rows of a query in portions, so that memory stays flat however many there are. */
export async function* inPortions<Row extends Record<string, unknown>>(tx: Tx, name: string, query: SQL, size = 2000) {
  const cursor = sql.identifier(name)
  await tx.execute(sql`declare ${cursor} no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await tx.execute<Row>(sql`fetch forward ${sql.raw(String(size))} from ${cursor}`)
    yield* rows
    if (rows.length < size) break
  }
  await tx.execute(sql`close ${cursor}`)
}

export async function followedTables(tx: Tx): Promise<Followed[]> {
  const { rows } = await tx.execute<Followed>(sql`
    select name, key_columns as keys, omitted, digested, (
      select array_agg(format_type(atttypid, atttypmod) order by place)
      from unnest(key_columns) with ordinality key(column_name, place)
        join pg_attribute on attrelid = to_regclass(quote_ident(name)) and attname = column_name) as types
    from ${auditTables} where to_regclass(quote_ident(name)) is not null order by name`)
  return rows
}

/** Followed tables whose trigger is gone or switched off. */
export async function unwatched(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select name from ${auditTables} where to_regclass(quote_ident(name)) is not null and not exists (
      select from pg_trigger where tgrelid = to_regclass(quote_ident(name)) and tgname = name || '_audit'
        and tgenabled in ('O', 'A')) order by name`)
  return rows.map(({ name }) => name)
}

export async function countEntries(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select coalesce(sum(number), 0)::float as count from ${auditChains}`)
  return rows[0]?.count ?? 0
}

export const entries = (tx: Tx, chain: string | null) =>
  inPortions<{ chain: string; text: string; hash: string }>(
    tx,
    'entries',
    sql`select chain, audit_text(entry) as text, encode(hash, 'hex') as hash from ${auditEntries} entry
      ${chain === null ? sql`` : sql`where chain = ${sql.raw(`'${chain}'`)}`} order by chain, number`,
  )

export type Head = { id: string; number: number; head: string }
export const heads = (tx: Tx, chain: string | null) =>
  inPortions<Head>(
    tx,
    'heads',
    sql`select id, number, encode(head, 'hex') as head from ${auditChains}
      ${chain === null ? sql`` : sql`where id = ${sql.raw(`'${chain}'`)}`} order by id`,
  )

/** Rows of a table by primary key, as they would be recorded now; `at` is the place in what was asked. */
export async function presentRows(tx: Tx, { name, keys, types, omitted, digested }: Followed, wanted: unknown[][]) {
  const names = keys.map((key) => sql.identifier(key))
  const asked = sql.join(
    types.map((type, at) => sql`(one.value ->> ${sql.raw(String(at))})::${sql.raw(type)} as ${names[at]}`),
    sql`, `,
  )
  const same = sql.join(
    names.map((key) => sql`row.${key} = wanted.${key}`),
    sql` and `,
  )
  const { rows } = await tx.execute<{ at: number; content: Record<string, unknown> }>(sql`
    select wanted.at::int as at, audit_content(to_jsonb(row), ${sql.param(omitted)}::text[], ${sql.param(digested)}::text[])
      as content
    from (select one.ordinality - 1 as at, ${asked}
      from jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) with ordinality one) wanted
    join ${sql.identifier(name)} row on ${same}`)
  return new Map(rows.map(({ at, content }) => [at, content]))
}

export async function countRows(tx: Tx, name: string): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(
    sql`select count(*)::float as count from ${sql.identifier(name)}`,
  )
  return rows[0]?.count ?? 0
}

/** Rows about which the record says nothing, or last that they were removed; the first twenty. */
export async function unknownRows(tx: Tx, { name, keys }: Followed): Promise<string[]> {
  const key = sql.join(
    keys.map((column) => sql`to_jsonb(row) ->> ${sql.raw(`'${column}'`)}`),
    sql`, `,
  )
  const { rows } = await tx.execute<{ key: string }>(sql`
    with last as (select distinct on (row_key) row_key, action from ${auditEntries} where table_name = ${name}
      order by row_key, at desc, number desc)
    select concat_ws('/', ${key}) as key from ${sql.identifier(name)} row
      left join last on last.row_key = concat_ws('/', ${key})
    where last.action is null or last.action = 'delete' order by 1 limit 20`)
  return rows.map((row) => row.key)
}

type AnchoredHead = {
  anchor: number
  at: string
  hash: string
  chain: string | null
  number: number | null
  head: string | null
}
/** Every anchor with the heads it holds, in order. */
export const anchoredHeads = (tx: Tx) =>
  inPortions<AnchoredHead>(
    tx,
    'anchors',
    sql`select anchor.number as anchor, to_char(anchor.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
        encode(anchor.hash, 'hex') as hash, of.chain, of.number, encode(of.head, 'hex') as head
      from ${auditAnchors} anchor left join ${auditAnchorHeads} of on of.anchor = anchor.number
      order by anchor.number, of.chain`,
  )

/** Anchored heads to which their chain no longer leads; the first hundred. */
export async function lostHeads(tx: Tx, chain: string | null) {
  const { rows } = await tx.execute<{ chain: string; number: number; anchor: number; at: string }>(sql`
    select of.chain, of.number, of.anchor, to_char(anchor.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from ${auditAnchorHeads} of join audit_anchors anchor on anchor.number = of.anchor
      left join audit_entries entry on entry.chain = of.chain and entry.number = of.number
    where entry.hash is distinct from of.head ${chain === null ? sql`` : sql`and of.chain = ${chain}`}
    order by of.anchor, of.chain limit 100`)
  return rows
}

/** Anchors every chain that moved. @returns the number of the anchor; null where nothing moved */
export async function anchor(db: Db): Promise<number | null> {
  const { rows } = await db.execute<{ number: number | null }>(sql`select audit_anchor() as number`)
  return rows[0]?.number ?? null
}
