import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { appending } from './appending.ts'
import { hundredths, instant, primaryId } from './columns.ts'

const { api } = testApi()
const entries = pgTable('appended_entries', {
  id: primaryId<string>(),
  name: text().notNull(),
  said: jsonb().$type<string[]>().notNull().default([]),
  at: instant('at').defaultNow(),
  count: integer().default(7),
  total: hundredths('total'),
  place: text().notNull(),
})
const add = appending(entries, { place: sql`(select 'Ở ' || ${sql.placeholder('place')}::text)` })
type Entry = Parameters<typeof add>[1][number]
const kept = async (rows: readonly Entry[]) => {
  await api.db.transaction((tx) => add(tx, rows, { place: 'Minh Hoạ' }))
  return api.db.select().from(entries).orderBy(entries.name)
}

beforeAll(() =>
  api.db
    .execute(sql`create table appended_entries (id uuid primary key, name text not null, said jsonb not null default '[]',
    at timestamptz default '2026-01-01T00:00:00Z', count integer default 7, total numeric(6, 2), place text not null)`),
)
beforeEach(() => api.db.execute(sql`truncate appended_entries`))

const written = (name: string): Entry => ({
  name,
  said: ['một', "ba'"],
  at: new Date('2026-02-01T00:00:00Z'),
  total: 250,
})
const read = (name: string) => ({ ...written(name), id: expect.any(String) as string, count: 7, place: 'Ở Minh Hoạ' })

describe('rows that are appended', () => {
  it('stand as they were given, one or many', async () => {
    expect(await kept([])).toEqual([])
    expect(await kept([written('a')])).toEqual([read('a')])
    expect(await kept([written('b'), written('c')])).toEqual([read('a'), read('b'), read('c')])
    expect(await kept([written('d')])).toHaveLength(4)
  })

  it('have what the table says where nothing is given, and nothing where that is said', async () => {
    const at = new Date('2026-01-01T00:00:00+00:00')
    const [bare] = await kept([{ name: 'bare' }])
    expect(bare).toMatchObject({ said: [], at, count: 7, total: null })
    const [, empty] = await kept([{ name: 'empty', at: null, count: null, total: null }])
    expect(empty).toMatchObject({ said: [], at: null, count: null, total: null })
  })
})
