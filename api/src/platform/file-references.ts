import { sql, type SQL } from 'drizzle-orm'
import type { Db } from './db/client.ts'
import type { FileKey } from './files.ts'

/** A kept file as the database speaks of it. */
export type FileReference = {
  key: FileKey
  /** Those that refer to it: table and id. */
  rows: string[]
  /** What they say its SHA-256 is. */
  sha256: string[]
}
export type FileReferences = {
  /** Every file that a row refers to, once, in the order of the keys, some hundreds at a time. */
  pages: () => AsyncIterable<FileReference[]>
  /** How many files rows refer to. */
  count: () => Promise<number>
  /** Which of these no row refers to. */
  unreferenced: (keys: FileKey[]) => Promise<FileKey[]>
}

const pageSize = 500

/**
 * Which files the database refers to. **A column that refers to a stored file is called `storage_key`**: that name is
 * the list, read from the database itself, so that no table is forgotten and its files swept, not even by an older
 * version of this code. A test sees to it that no such column has another name.
 */
export async function fileReferences(db: Db): Promise<FileReferences> {
  const tables = await tablesWithFiles(db)
  if (tables.length === 0) throw new Error('No table refers to files: the database has not been migrated')
  const union = (part: (table: Table) => SQL) => sql.join(tables.map(part), sql` union all `)

  async function* pages() {
    for (let after = ''; ;) {
      const few = (key: SQL) => sql`order by ${key} limit ${pageSize}`
      const keys = await db.execute<{ key: FileKey }>(sql`
        select distinct key from (${union(
          ({ table }) => sql`(select distinct storage_key collate "C" as key from ${table}
            where storage_key collate "C" > ${after} ${few(sql`1`)})`,
        )}) as every ${few(sql`key`)}`)
      const last = keys.rows.at(-1)
      if (!last) return
      const { rows } = await db.execute<FileReference>(sql`
        select key, array_agg(row order by row) as rows, array_remove(array_agg(distinct sha256), null) as sha256
        from (${union(
          ({ table, name, hasHash }) => sql`select storage_key collate "C" as key, ${name} || ' ' || id as row,
            ${hasHash ? sql`sha256` : sql`null::text`} as sha256
            from ${table} where storage_key = any(${keyArray(keys.rows.map(({ key }) => key))})`,
        )}) as every group by key order by key`)
      yield rows
      after = last.key
    }
  }

  async function count() {
    const { rows } = await db.execute<{ count: number }>(sql`select count(distinct key)::int as count
      from (${union(({ table }) => sql`select storage_key as key from ${table}`)}) as every`)
    return rows[0]?.count ?? 0
  }

  async function unreferenced(keys: FileKey[]) {
    const nowhere = tables.map(({ table }) => sql`not exists (select from ${table} where storage_key = key)`)
    const { rows } = await db.execute<{ key: FileKey }>(
      sql`select key from unnest(${keyArray(keys)}) as key where ${sql.join(nowhere, sql` and `)}`,
    )
    return rows.map(({ key }) => key)
  }

  return { pages, count, unreferenced }
}

type Table = { table: SQL; name: string; hasHash: boolean }

async function tablesWithFiles(db: Db): Promise<Table[]> {
  const { rows } = await db.execute<{ name: string; hasHash: boolean }>(sql`
    select c.relname as name, exists (select from pg_attribute h
      where h.attrelid = c.oid and h.attname = 'sha256' and not h.attisdropped) as "hasHash"
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'storage_key' and not a.attisdropped
      and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    order by c.relname`)
  return rows.map((row) => ({ ...row, table: sql`${sql.identifier(row.name)}` }))
}

const keyArray = (keys: FileKey[]) => sql`${sql.param(keys)}::text[]`
