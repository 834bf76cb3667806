import { eq, sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { firstOf, firstWith, likeWords } from './search.ts'
import { byShape } from './shapes.ts'

const { api } = testApi()
const rows = pgTable('words_of_a_test', {
  id: integer().primaryKey(),
  grp: integer().notNull(),
  search: text().notNull(),
})

beforeAll(async () => {
  await api.db.execute(
    sql`create table words_of_a_test (id integer primary key, grp integer not null, search text not null)`,
  )
  // More than are looked through in order: a word of all, of every third, of every hundredth, of one, and signs of LIKE.
  await api.db.execute(sql`
    insert into words_of_a_test
    select n, n % 7, unaccented('Trường ' || case when n % 3 = 0 then 'Hoa Sen ' else '' end
      || case when n % 100 = 0 then 'Bến Nước ' else '' end || case when n = 6001 then 'Cuối Cùng 100%_a ' else '' end || n)
    from generate_series(1, 6001) n`)
  await api.db.execute(sql`create index on words_of_a_test using gin (search gin_trgm_ops)`)
})

const foundBy = (q: string, limit: number, grp?: number) => {
  const words = likeWords(q)
  const first = (words.length > 0 ? firstWith : firstOf)({
    table: sql`${rows}`,
    key: 'id',
    fits: grp === undefined ? undefined : eq(rows.grp, grp),
    order: sql`id`,
    limit,
  })
  const query = api.db
    .select({ id: rows.id })
    .from(rows)
    .where(sql`${rows.id} in (${first})`)
    .orderBy(rows.id)
  return query.prepare('').execute({ words })
}
/** The same, looked for in the plain way. */
const expected = async (q: string, limit: number, grp?: number) => {
  const all = await api.db.select().from(rows).orderBy(rows.id)
  const words = q.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').split(/\s+/)
  return all
    .filter((row) => words.every((word) => row.search.includes(word)) && (grp === undefined || row.grp === grp))
    .slice(0, limit)
    .map(({ id }) => ({ id }))
}

describe('a search by words', () => {
  it.each([
    ['a word that all have', 'trường', 21],
    ['words that many have', 'Sen Hoa', 21],
    ['words of few, more than there are', 'bến nước', 100],
    ['words of few, as many as there are among the first', 'bến nước', 20],
    ['one more of them than there are among the first', 'bến nước', 21],
    ['a word of one, far behind', 'CUOI', 21],
    ['letters within words, too short for trigrams', '60 1', 21],
    ['signs that mean something in a pattern', '100%_', 21],
    ['a sign that stands for any other', '6_01', 21],
    ['nothing that is there', 'trường không', 21],
    ['no word', '', 21],
  ])('finds the first rows that have %s', async (_, q, limit) => {
    expect(await foundBy(q, limit)).toEqual(await expected(q, limit))
  })

  it('finds them among those that fit otherwise, too', async () => {
    for (const q of ['hoa', 'ben nuoc', 'cuoi', '']) expect(await foundBy(q, 30, 2)).toEqual(await expected(q, 30, 2))
  })
})

describe('statements of many shapes', () => {
  it('are kept, up to a number; those after them answer as well', async () => {
    let written = 0
    const statements = byShape((db, { has, limit }) => {
      written += 1
      return db
        .select({ id: rows.id })
        .from(rows)
        .where(has('one') ? sql`id = ${sql.placeholder('id')}` : undefined)
        .limit(limit)
    }, 2)
    const ask = (parts: string[], limit: number) => statements(parts, limit)(api.db, { id: 3 })
    for (const _ of [1, 2]) {
      expect(await ask(['one'], 5)).toEqual([{ id: 3 }])
      expect(await ask([], 2)).toHaveLength(2)
    }
    expect(written).toBe(2)
    for (const _ of [1, 2]) expect(await ask([], 4)).toHaveLength(4)
    expect(written).toBe(4)
  })
})
