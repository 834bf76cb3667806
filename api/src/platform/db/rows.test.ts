import { eq, getTableColumns, sql } from 'drizzle-orm'
import { alias, integer, jsonb, numeric, pgTable, text } from 'drizzle-orm/pg-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { instant } from './columns.ts'
import type { Queryable } from './queryable.ts'
import { steady, type Statement } from './steady.ts'

const { api } = testApi()
const masters = pgTable('row_masters', {
  name: text().primaryKey(),
  size: numeric({ mode: 'number' }),
  at: instant('at'),
})
const dogs = pgTable('row_dogs', {
  name: text().primaryKey(),
  age: integer(),
  said: jsonb().$type<{ a: number }>(),
  master: text(),
  friend: text(),
})
const friends = alias(dogs, 'friends')
const older = (db: Queryable) =>
  db
    .select({ name: dogs.name, next: sql<number>`age + 1`.as('next') })
    .from(dogs)
    .as('older')

beforeAll(async () => {
  await api.db.execute(sql`create table row_masters (name text primary key, size numeric, at timestamptz);
    create table row_dogs (name text primary key, age integer, said jsonb, master text, friend text);
    insert into row_masters values ('An', 1.5, '2026-01-31T10:00:00.123Z'), ('Ba', null, null);
    insert into row_dogs values ('Mực', 3, '{"a": 1}', 'An', 'Vàng'), ('Vàng', null, null, 'Ba', null), ('Đốm', 5, 'null', null, 'Không có')`)
})

const columns = getTableColumns(dogs)
const statements: Record<string, (db: Queryable) => Statement<unknown> & PromiseLike<unknown>> = {
  'of one table': (db) => db.select().from(dogs).orderBy(dogs.name),
  'of a joined table that may not be there': (db) =>
    db
      .select({ dog: dogs, master: masters })
      .from(dogs)
      .leftJoin(masters, eq(masters.name, dogs.master))
      .orderBy(dogs.name),
  'of the same table twice': (db) =>
    db
      .select({ name: dogs.name, friend: { name: friends.name, age: friends.age }, master: getTableColumns(masters) })
      .from(dogs)
      .leftJoin(friends, eq(friends.name, dogs.friend))
      .innerJoin(masters, eq(masters.name, dogs.master))
      .orderBy(dogs.name),
  'of a table that always is there, empty in its first column': (db) =>
    db
      .select({ name: dogs.name, master: { at: masters.at, name: masters.name } })
      .from(dogs)
      .innerJoin(masters, eq(masters.name, dogs.master))
      .orderBy(dogs.name),
  'with objects of several tables and of none': (db) =>
    db
      .select({
        mixed: { age: dogs.age, size: masters.size },
        said: { doubled: sql<number>`age * 2`, text: sql<string>`'x'`.as('text') },
        read: sql<Date>`${masters.at}`.mapWith(masters.at),
        own: { size: masters.size, known: sql<boolean>`${masters.name} is not null` },
      })
      .from(dogs)
      .leftJoin(masters, eq(masters.name, dogs.master))
      .orderBy(dogs.name),
  'of a table on the left of which nothing is': (db) =>
    db
      .select({ dog: { age: dogs.age, name: dogs.name }, master: masters })
      .from(dogs)
      .rightJoin(masters, eq(masters.name, sql`'An' || coalesce(${dogs.master}, '')`))
      .orderBy(masters.name),
  'of a statement within': (db) => {
    const within = older(db)
    return db
      .select({ next: within.next, dog: within.name })
      .from(within)
      .leftJoin(masters, eq(masters.name, within.name))
      .orderBy(within.name)
  },
  'that were written just now': (db) =>
    db
      .update(dogs)
      .set({ said: sql`${dogs.said}` })
      .where(eq(dogs.name, 'Mực'))
      .returning(columns),
}

describe('rows of a steady statement', () => {
  it.each(Object.entries(statements))('are those that drizzle makes %s', async (_, write) => {
    const expected = (await write(api.db)) as unknown[]
    expect(expected.length).toBeGreaterThan(0)
    const ask = steady(write)
    expect(await ask(api.db, {})).toEqual(expected)
    expect(await api.db.transaction((tx) => ask(tx, {}))).toEqual(expected)
  })
})
