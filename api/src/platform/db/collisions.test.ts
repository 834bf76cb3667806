import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { verifyRecord } from '../audit/index.ts'
import type { Tx } from './client.ts'
import { databaseFault, isCollision } from './faults.ts'

const { api } = testApi()
const rename = (tx: Tx, id: string, name: string) => tx.execute(sql`update units set name = ${name} where id = ${id}`)
/** Opens when so many have come. */
function gate(wanted: number) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let come = 0
  return () => {
    come += 1
    if (come >= wanted) resolve()
    return promise
  }
}

it('transactions that wait for each other both end, each written once; nobody is told of it', async () => {
  const [one, other] = [await aUnit(api.db, api.world.commune), await aUnit(api.db, api.world.commune)]
  const entered = gate(2)
  let begun = 0
  const both = (first: string, second: string, name: string) =>
    api.db.transaction(async (tx) => {
      begun += 1
      await rename(tx, first, `${name} một`)
      await entered()
      await rename(tx, second, `${name} hai`)
    })
  await Promise.all([both(one.id, other.id, 'Xuôi'), both(other.id, one.id, 'Ngược')])
  expect(begun).toBeGreaterThanOrEqual(3)

  const { rows } = await api.db.execute<{ name: string; changes: number }>(sql`
    select name, (select count(*)::int from audit_entries where chain = units.id and action = 'update') as changes
    from units where id in (${one.id}, ${other.id}) order by name`)
  // Whoever came second has the last word on both; the record has each name once.
  expect([
    ['Xuôi hai', 'Xuôi một'],
    ['Ngược hai', 'Ngược một'],
  ]).toContainEqual(rows.map(({ name }) => name))
  expect(rows.map(({ changes }) => changes)).toEqual([2, 2])
  expect((await verifyRecord(api.db)).findings).toEqual([])
}, 30_000)

it('one that is in the way every time is told so as busy, not tried for ever', async () => {
  let begun = 0
  const refused = await api.db
    .transaction(async (tx) => {
      begun += 1
      await tx.execute(sql`do $$ begin raise exception using errcode = '40001'; end $$`)
    })
    .catch((error: unknown) => error)
  expect(begun).toBe(4)
  expect(isCollision(refused)).toBe(true)
  expect(databaseFault(refused)).toEqual({ kind: 'busy' })
})

it('any other failure is told at once', async () => {
  let begun = 0
  const failing = api.db.transaction(async () => {
    begun += 1
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(begun).toBe(1)
})
