import { sql, type SQL } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { dice, pick } from '../../../test/dice.ts'
import { aMembership, aPerson, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { clearVacantUnits } from './responsibles.repository.ts'

const { api, as } = testApi()
const rowsOf = async <Row extends Record<string, unknown>>(query: SQL) => (await api.db.execute<Row>(query)).rows

/** Of each unit the people seen from there, worked out from their places of work. */
const seenAnew = sql`
  select top.id as unit_id, person.id as person_id, person.full_name from units top, people person
  where exists (select from memberships held join units place on place.id = held.unit_id
      where held.person_id = person.id and held.ended_at is null and place.path <@ top.path)
    or (not exists (select from memberships held where held.person_id = person.id and held.ended_at is null)
      and exists (select from memberships held join units place on place.id = held.unit_id
        where held.person_id = person.id and place.path <@ top.path))`
const emptyAnew = sql`select id, name, path from units where type <> 'system' and not exists (
  select from memberships held join people person on person.id = held.person_id
  where held.unit_id = units.id and held.ended_at is null and person.status = 'active')`
const keptPeople = sql`select unit_id, person_id, full_name from listed_people`

async function expectTrue() {
  expect(await rowsOf(sql`(${seenAnew} except ${keptPeople}) union all (${keptPeople} except ${seenAnew})`)).toEqual([])
  expect(
    await rowsOf(sql`select id from (${emptyAnew}) empty where id not in (select unit_id from perhaps_vacant_units)`),
  ).toEqual([])
}

async function all<Item extends { id: string }>(person: Person, path: string) {
  const ids: string[] = []
  for (let cursor = ''; ;) {
    const page: { items: Item[]; nextCursor: string | null; total?: number } = await ok(
      person.get(`${path}?limit=5${cursor && `&cursor=${cursor}`}`),
    )
    ids.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) return { ids, total: page.total }
    cursor = page.nextCursor
  }
}

describe('lists of people, and of units without any', () => {
  it.each([1, 2])('are right after any history of places of work, names, suspensions and moves (%i)', async (seed) => {
    const roll = dice(seed)
    const { root, province, commune, otherCommune, district, school, abroad } = api.world
    const readers = [
      [await as('system-administrator', root), root],
      [await as('province-administrator', province), province],
      [await as('managing-body-leader', commune), commune],
      [await as('school-head', school), school],
      [await as('province-administrator', abroad.province), abroad.province],
    ] as const
    const places = [school, commune, otherCommune, abroad.province]
    for (const over of [commune, otherCommune, district])
      places.push(await aUnit(api.db, over), await aUnit(api.db, over))
    const many = [await aPerson(api.db), await aPerson(api.db), await aPerson(api.db), await aPerson(api.db)]
    for (const one of many) await aMembership(api.db, one, pick(roll, places), 'school-staff')
    const [one, place, above] = [
      () => pick(roll, many).id,
      () => pick(roll, places).id,
      () => pick(roll, [commune, otherCommune, district]),
    ]
    const changes = [
      () => sql`insert into memberships (id, person_id, unit_id, role) values (gen_random_uuid(), ${one()}, ${place()}, 'school-staff')
        on conflict do nothing`,
      () => sql`insert into memberships (id, person_id, unit_id, role)
        select gen_random_uuid(), person.id, unit.id, 'school-staff' from people person, units unit
        where person.id in (${one()}, ${one()}) and unit.id in (${place()}, ${place()}) on conflict do nothing`,
      () => sql`update memberships set ended_at = now() where person_id = ${one()} and ended_at is null`,
      () => sql`update memberships set ended_at = now() where unit_id = ${place()} and ended_at is null
        and person_id = any (${sql.param(many.map(({ id }) => id))}::uuid[])`,
      () => sql`update memberships set ended_at = null where id = (
        select old.id from memberships old where old.person_id = ${one()} and old.ended_at is not null
          and not exists (select from memberships now where now.person_id = old.person_id and now.unit_id = old.unit_id
            and now.role = old.role and now.ended_at is null) limit 1)`,
      () => sql`update people set full_name = ${`Người số ${roll(90)}`} where id = ${one()}`,
      () =>
        sql`update people set status = case status when 'active' then 'suspended' else 'active' end where id = ${one()}`,
      () => {
        const goal = above()
        return sql`update units set parent_id = ${goal.id}, path = ${goal.path}::ltree || subpath(path, -1)
          where id = ${place()} and nlevel(path) = 4`
      },
    ]
    for (let turn = 0; turn < 60; turn += 1) {
      await api.db.execute(pick(roll, changes)())
      if (turn % 15 === 7) await clearVacantUnits(api.db)
      if (turn % 3 === 2) await expectTrue()
      if (turn % 20 !== 19) continue
      for (const [person, { path }] of readers) {
        const [unit] = path.split('.').slice(-1)
        const people = await rowsOf<{ id: string }>(sql`select person_id as id from (${seenAnew}) seen
          where unit_id = ${unit}::uuid order by full_name, person_id`)
        expect((await all(person, '/people')).ids).toEqual(people.map(({ id }) => id))
        if (person === readers[3][0]) continue
        const empty = await rowsOf<{ id: string }>(
          sql`select id from (${emptyAnew}) empty where path <@ ${path}::ltree order by name, id`,
        )
        const told = { ids: empty.map(({ id }) => id), total: empty.length }
        expect(await all(person, '/units-without-people')).toEqual(told)
      }
    }
    await clearVacantUnits(api.db)
    await expectTrue()
    expect(
      await rowsOf(sql`select unit_id as id from perhaps_vacant_units where unit_id <> ${root.id}
      except select id from (${emptyAnew}) empty`),
    ).toEqual([])
  })

  it('miss no unit where the last two leave at once, and none that is cleared up meanwhile', async () => {
    const unit = await aUnit(api.db, api.world.commune)
    const [first, second] = [await aPerson(api.db), await aPerson(api.db)]
    const held = [
      await aMembership(api.db, first, unit, 'school-staff'),
      await aMembership(api.db, second, unit, 'school-head'),
    ]
    const leave = (id: string | undefined) => sql`update memberships set ended_at = now() where id = ${id}`
    await clearVacantUnits(api.db)
    let others: Promise<unknown>[] = []
    await api.db.transaction(async (tx) => {
      await tx.execute(leave(held[0]?.id))
      others = [api.db.execute(leave(held[1]?.id)), clearVacantUnits(api.db)]
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    await Promise.all(others)
    await expectTrue()
    expect(await rowsOf(sql`select from perhaps_vacant_units where unit_id = ${unit.id}`)).toHaveLength(1)
  })

  it('two changes about one person both count: the second waits for the first', async () => {
    const { commune, otherCommune } = api.world
    const person = await aPerson(api.db)
    const held = await aMembership(api.db, person, commune, 'managing-body-officer')
    let second: Promise<unknown> = Promise.resolve()
    await api.db.transaction(async (tx) => {
      await tx.execute(sql`update memberships set ended_at = now() where id = ${held.id}`)
      second = aMembership(api.db, person, otherCommune, 'managing-body-officer')
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    await second
    await expectTrue()
  })
})
