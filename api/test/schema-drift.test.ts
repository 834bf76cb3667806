import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getViewSelectedFields, is, sql } from 'drizzle-orm'
import { getTableConfig, getViewConfig, PgColumn, PgTable, PgView } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { testApi } from './harness.ts'

const { api } = testApi()

/** The tables of every feature and of the platform: one that is added later is compared without a line here. */
const source = fileURLToPath(new URL('../src', import.meta.url))
const files = globSync('{features,platform}/*/*.tables.ts', { cwd: source })
const load = (file: string): Promise<Record<string, unknown>> => import(join(source, file))
const exported = (await Promise.all(files.map(load))).flatMap((module) => Object.entries(module))
const tables = exported.flatMap(([, value]) => (is(value, PgTable) ? [getTableConfig(value)] : []))
const views = exported.flatMap(([, value]) => (is(value, PgView) ? [value] : []))
/** What the tools keep for themselves. */
const foreign = new Set(['migrations'])

type Column = { table: string; name: string; nullable: boolean; type: string }
const line = ({ table, name, nullable, type }: Column) => `${table}.${name} ${type}${nullable ? '?' : ''}`

/** drizzle and PostgreSQL write some types differently. */
const plain = (type: string) =>
  type
    .replace(/^timestamp *(\(\d\))? with time zone$/, 'timestamptz')
    .replace(/^numeric\(.*\)$/, 'numeric')
    .replace(/^(serial|int4|int)$/, 'integer')
    .replace(/^varchar.*$/, 'text')
    .replace(/\[\d*\]$/, '[]')

it('the migrated database has exactly the columns the code believes in', async () => {
  const { rows } = await api.db.execute<Column>(sql`
    select c.relname as table, a.attname as name, not a.attnotnull as nullable, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`)
  const real = rows.filter(({ table }) => !foreign.has(table)).map((row) => line({ ...row, type: plain(row.type) }))
  const believed = tables.flatMap(({ name: table, columns }) =>
    columns.map((column) =>
      line({ table, name: column.name, nullable: !column.notNull, type: plain(column.getSQLType()) }),
    ),
  )
  expect(believed.sort()).toEqual(real.sort())
})

it('the views have the columns that the code reads from them', async () => {
  const { rows } = await api.db.execute<Column>(sql`
    select c.relname as table, a.attname as name, false as nullable, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and a.attnum > 0`)
  const real = rows.map((row) => line({ ...row, type: plain(row.type) }))
  const believed = views.flatMap((view) => {
    const { name: table } = getViewConfig(view)
    const columns = Object.values(getViewSelectedFields(view)).flatMap((field) => (is(field, PgColumn) ? [field] : []))
    return columns.map((column) =>
      line({ table, name: column.name, nullable: false, type: plain(column.getSQLType()) }),
    )
  })
  expect(believed.length).toBeGreaterThan(20)
  expect(believed.filter((one) => !real.includes(one))).toEqual([])
})

it('every foreign key has an index that begins with its columns', async () => {
  const { rows } = await api.db.execute<{ name: string }>(sql`
    select c.conname as name from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
      select 1 from pg_index i
      where i.indrelid = c.conrelid and i.indpred is null
        and (select array_agg(k order by k) from unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) k)
          = (select array_agg(k order by k) from unnest(c.conkey) k))`)
  expect(rows).toEqual([])
})

it('every constraint that a feature translates exists', async () => {
  const { rows } = await api.db.execute<{ name: string }>(sql`
    select conname as name from pg_constraint union select relname from pg_class where relkind = 'i'
    union select tgname from pg_trigger`)
  const real = new Set(rows.map(({ name }) => name))
  const translated = exported.flatMap(([name, value]) =>
    name.endsWith('Constraints') && typeof value === 'object' && value !== null ? Object.keys(value) : [],
  )
  expect(translated.length).toBeGreaterThan(3)
  expect(translated.filter((name) => !real.has(name))).toEqual([])
})
