import type { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { instant } from './columns.ts'
import type { Tx } from './client.ts'
import { incoming, placesOf, steady, still, together, writtenAs } from './steady.ts'

const { api } = testApi()
const things = pgTable('steady_things', {
  name: text().primaryKey(),
  count: integer(),
  said: jsonb().$type<{ a: number }>(),
  at: instant('at_time'),
})
type Thing = typeof things.$inferSelect
const columns = getTableColumns(things)
const write = steady((db) =>
  db
    .insert(things)
    .values(placesOf<Thing>(columns))
    .onConflictDoUpdate({ target: things.name, set: incoming<Thing>(columns) })
    .returning(),
)
const find = steady((db) =>
  db
    .select()
    .from(things)
    .where(eq(things.name, sql.placeholder('name'))),
)
/** Where the driver hears what PostgreSQL says. */
const connectionOf = (tx: Tx) =>
  (tx as unknown as { session: { client: { connection: EventEmitter } } }).session.client.connection
const put = (on: Tx | typeof api.db, thing: Thing) => write(on, writtenAs(columns, thing))

beforeAll(async () => {
  await api.db.execute(
    sql`create table steady_things (name text primary key, count integer check (count >= 0), said jsonb, at_time timestamptz)`,
  )
})

describe('a steady statement', () => {
  it('writes and reads what the columns say, nothing as nothing', async () => {
    const thing = { name: 'một', count: 1, said: { a: 1 }, at: new Date('2026-01-31T10:00:00.123Z') }
    expect(await put(api.db, thing)).toEqual([thing])
    expect(await put(api.db, { ...thing, count: null, said: null, at: null })).toEqual([
      { name: 'một', count: null, said: null, at: null },
    ])
    const { rows } = await api.db.execute(sql`select said is null as nothing from steady_things`)
    expect(rows).toEqual([{ nothing: true }])
  })

  it('belongs to the transaction it is asked in', async () => {
    const inside = api.db.transaction(async (tx) => {
      await put(tx, { name: 'hai', count: 2, said: null, at: null })
      expect(await find(tx, { name: 'hai' })).toHaveLength(1)
      expect(await find(api.db, { name: 'hai' })).toHaveLength(0)
      throw new Error('changed my mind')
    })
    await expect(inside).rejects.toThrow('changed my mind')
    expect(await find(api.db, { name: 'hai' })).toHaveLength(0)
  })

  it('keeps its plan with the connection', async () => {
    await together(api.db, async (on) => {
      await find(on, { name: 'một' })
      await find(on, { name: 'hai' })
      const { rows } = await on.execute<{ times: number }>(
        sql`select (generic_plans + custom_plans)::int as times from pg_prepared_statements where statement like '%from "steady_things"%' and statement like 'select%'`,
      )
      expect(rows).toHaveLength(1)
      expect(rows[0]?.times).toBeGreaterThanOrEqual(2)
    })
  })
})

describe('what the rows of a steady statement are made of', () => {
  const made = pgTable('steady_made', { id: integer(), was: text() })
  const look = steady((db) => db.select().from(made).orderBy(made.id))

  it('is told once on a connection, and stays right for each answer', async () => {
    await api.db.execute(sql`create table steady_made (id integer, was text)`)
    let told = 0
    await api.db.transaction(async (tx) => {
      const hear = () => (told += 1)
      connectionOf(tx).on('rowDescription', hear)
      for (const count of [0, 1, 2, 3]) {
        expect(await look(tx, {})).toEqual(Array.from({ length: count }, (_, id) => ({ id, was: `${id}` })))
        await tx.insert(made).values({ id: count, was: `${count}` })
      }
      expect(await Promise.all([look(tx, {}), look(tx, {})])).toMatchObject([{ length: 4 }, { length: 4 }])
      connectionOf(tx).off('rowDescription', hear)
    })
    expect(told).toBe(1)
  })

  it('may change under it: the statement is refused, and no column read as another', async () => {
    await look(api.db, {})
    await api.db.execute(sql`alter table steady_made alter column id type bigint`)
    await expect(look(api.db, {})).rejects.toThrow()
    const { rows } = await api.db.execute(sql`select * from steady_made limit 1`)
    expect(rows).toEqual([{ id: '0', was: '0' }])
  })
})

describe('statements sent without waiting', () => {
  it('are answered in their order, on one connection', async () => {
    const pids = await together(api.db, (on) =>
      Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          on.execute<{ at: number; pid: number }>(sql`select ${at}::int as at, pg_backend_pid() as pid`),
        ),
      ),
    )
    expect(pids.map(({ rows }) => rows[0]?.at)).toEqual(Array.from({ length: 20 }, (_, at) => at))
    expect(new Set(pids.map(({ rows }) => rows[0]?.pid)).size).toBe(1)
  })

  it('leave nothing of a transaction in which one of them fails, and the connection serves on', async () => {
    for (const count of [1, -1]) {
      const written = api.db.transaction((tx) =>
        Promise.all([
          put(tx, { name: 'ba', count: 3, said: null, at: null }),
          put(tx, { name: 'bốn', count, said: null, at: null }),
          put(tx, { name: 'năm', count: 5, said: null, at: null }),
        ]),
      )
      if (count > 0) await written
      else await expect(written).rejects.toMatchObject({ cause: { code: '23514' } })
      await api.db.execute(sql`delete from steady_things where name = 'năm'`)
    }
    const { rows } = await api.db.execute(
      sql`select name, count from steady_things where name in ('ba', 'bốn', 'năm') order by 1`,
    )
    expect(rows).toEqual([
      { name: 'ba', count: 3 },
      { name: 'bốn', count: 1 },
    ])
  })
})

const whoAnswers = steady((db) =>
  db
    .select({ pid: sql<number>`pg_backend_pid()`, waited: sql<string>`pg_sleep(${sql.placeholder('seconds')})::text` })
    .from(sql`(values (true)) once`),
)
const slowly = async (seconds: number) => (await whoAnswers(api.db, { seconds }))[0]?.pid
const share = steady((db) =>
  db
    .select({ share: sql<number>`1 / ${sql.placeholder('by')}::int`, pid: sql<number>`pg_backend_pid()` })
    .from(sql`(values (true)) once`),
)

describe('reads of many at one moment', () => {
  it('leave on one connection, and transactions have their own', async () => {
    const [inside, ...pids] = await Promise.all([
      api.db.transaction(async (tx) => (await whoAnswers(tx, { seconds: 0 }))[0]?.pid),
      ...Array.from({ length: 12 }, () => slowly(0)),
    ])
    expect(new Set(pids).size).toBe(1)
    expect(pids).not.toContain(inside)
  })

  it('do not wait for one that takes long', async () => {
    const long = slowly(0.6)
    await sleep(20)
    const ended: string[] = []
    await Promise.all([
      long.then(() => ended.push('long')),
      ...Array.from({ length: 8 }, async () => {
        await slowly(0)
        await slowly(0)
        ended.push('short')
      }),
    ])
    expect(ended.at(-1)).toBe('long')
  })

  it('are answered although one of them fails', async () => {
    const answers = await Promise.allSettled([1, 0, 1].map((by) => share(api.db, { by })))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(share(api.db, { by: 1 })).resolves.toMatchObject([{ share: 1 }])
  })

  it('are told of a lost connection, and the next ones are answered', async () => {
    const lost = [slowly(5), slowly(5)]
    const told = Promise.allSettled(lost)
    await sleep(50)
    await api.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and query like '%pg_sleep(%' and state = 'active'`)
    expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(slowly(0)).resolves.toEqual(expect.any(Number))
  })

  it('see what was written before they were asked', async () => {
    for (let count = 0; count < 40; count += 1) {
      await put(api.db, { name: 'đọc ngay', count, said: null, at: null })
      expect(await find(api.db, { name: 'đọc ngay' })).toMatchObject([{ count }])
    }
  })
})

describe('a database that stands still', () => {
  it('answers again what it has answered, and to nobody else', async () => {
    await put(api.db, { name: 'đứng yên', count: 1, said: null, at: null })
    await api.db.transaction(async (tx) => {
      const view = still(tx)
      expect(await find(view, { name: 'đứng yên' })).toMatchObject([{ count: 1 }])
      await put(tx, { name: 'đứng yên', count: 2, said: null, at: null })
      expect(await find(view, { name: 'đứng yên' }), 'asked before').toMatchObject([{ count: 1 }])
      expect(await find(view, { name: 'khác' }), 'another question').toEqual([])
      expect(await find(still(tx), { name: 'đứng yên' }), 'another reader').toMatchObject([{ count: 2 }])
      expect(await find(tx, { name: 'đứng yên' })).toMatchObject([{ count: 2 }])
    })
  })

  it('asks again what has failed', async () => {
    const view = still(api.db)
    const asked = { name: 'chưa có bảng' }
    await expect(later(view, asked)).rejects.toThrow()
    await api.db.execute(sql`create table steady_later (name text primary key)`)
    await expect(later(view, asked)).resolves.toEqual([])
  })
})
const later = steady((db) =>
  db
    .select({ name: sql<string>`name` })
    .from(sql`steady_later`)
    .where(sql`name = ${sql.placeholder('name')}`),
)
