import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aUnit } from '../../test/factories.ts'
import { testApi } from '../../test/harness.ts'
import { allOf, countOf, heldPicture } from './long-list.ts'

const { api } = testApi()
type Row = { id: string; name: string }
const page = async (db: Pick<typeof api.db, 'execute'>, after: string | null, limit: number) => {
  const { rows } = await db.execute<Row>(sql`
    select id, name from units where path <@ ${api.world.commune.path}::ltree and name > ${after ?? ''}
    order by name limit ${limit + 1}`)
  return rows
}
const list = { page, keyOf: ({ name }: Row) => name }
const names = async () => (await page(api.db, null, 1000)).map(({ name }) => name)
beforeAll(async () => {
  for (let n = 0; n < 5; n += 1) await aUnit(api.db, api.world.commune)
})

describe('a long list', () => {
  it('has everybody once, whoever is renamed while it is read', async () => {
    const before = await names()
    const read: string[] = []
    let first = true
    for await (const rows of allOf(api.db, list, 2)) {
      expect(rows.length).toBeLessThanOrEqual(2)
      read.push(...rows.map(({ name }) => name))
      // From the beginning to the end of the order: read page by page it would come twice.
      if (first) await api.db.execute(sql`update units set name = 'Ỹ ' || name where id = ${rows[0]?.id}`)
      first = false
    }
    expect(read).toEqual(before)
    expect(await names()).not.toEqual(before)
  })

  it('lets the database go when nobody reads on', async () => {
    const { $client: pool } = api.db
    const held = () => pool.totalCount - pool.idleCount
    const before = held()
    for await (const _ of allOf(api.db, list, 2)) {
      expect(held()).toBe(before + 1)
      break
    }
    expect(held()).toBe(before)
  })

  it('breaks off with what is wrong with the database', async () => {
    const broken = { ...list, page: (tx: typeof api.db) => tx.execute<Row>(sql`select 1 / 0`).then(({ rows }) => rows) }
    const read = async () => {
      for await (const _ of allOf(api.db, broken as never, 2)) expect.unreachable()
    }
    await expect(read()).rejects.toThrow()
  })

  it('is in the same picture as another that is read after it', async () => {
    const { $client: pool } = api.db
    const picture = heldPicture(api.db)
    const before = (await page(await picture.open(), null, 1000)).map(({ name }) => name)
    await api.db.execute(sql`update units set name = 'Ỷ ' || name where id = ${api.world.school.id}`)
    expect((await page(await picture.open(), null, 1000)).map(({ name }) => name)).toEqual(before)
    expect(await names()).not.toEqual(before)
    const held = pool.totalCount - pool.idleCount
    await picture.close()
    expect(pool.totalCount - pool.idleCount).toBe(held - 1)
    await heldPicture(api.db).close()
  })

  it('is counted as it is asked for', async () => {
    const query = sql`select id, name from units where path <@ ${api.world.commune.path}::ltree`
    expect(await countOf(api.db, query)).toBe((await names()).length)
  })
})
