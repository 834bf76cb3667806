import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aProvince, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { change, decision, history, move, seen, words } from '../../../test/unit-changes.ts'
import type { UnitRow } from './index.ts'

const { api, as } = testApi()
const administrator = () => as('province-administrator')

describe('a rename by decision', () => {
  it('begins a new version; a plain edit corrects the one that stands', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune, { name: 'Trường Tiểu học Cũ' })
    const made = await ok(
      change(by, { kind: 'rename', ...(await seen(by, unit)), ...words(unit, { name: 'Trường Tiểu học Mới' }) }),
    )
    expect(made).toMatchObject({ kind: 'rename', status: 'applied', decisionNumber: '15/QĐ-UBND', actions: ['undo'] })
    const { version } = await seen(by, unit)
    await ok(by.put(`/units/${unit.id}`, { ...words(unit), name: 'Trường Tiểu học Mới 1', version }))
    const { versions } = await history(by, unit)
    expect(versions.map(({ name, from, to }: Record<string, string>) => [name, from, to])).toEqual([
      ['Trường Tiểu học Mới 1', '2026-07-01', null],
      ['Trường Tiểu học Cũ', null, '2026-07-01'],
    ])
    expect(await ok(by.get(`/units/${unit.id}?asOf=2026-06-30`))).toMatchObject({ name: 'Trường Tiểu học Cũ' })
    expect(await ok(by.get(`/units/${unit.id}?asOf=2026-07-01`))).toMatchObject({ name: 'Trường Tiểu học Mới 1' })
  })

  it('changes nothing else than what it says, and must change something', async () => {
    const by = await administrator()
    const { school } = api.world
    const same = await change(by, { kind: 'rename', ...(await seen(by, school)), ...words(school) })
    expect(same).toMatchObject({ status: 400, body: { code: 'unit-change.nothing-changes' } })
    const other = await change(by, {
      kind: 'rename',
      ...(await seen(by, school)),
      ...words(school, { type: 'commune-office' }),
    })
    expect(other).toMatchObject({ status: 409, body: { code: 'unit-change.tier-unfit' } })
  })
})

describe('a move', () => {
  it('takes along what stands under the unit, from its day on', async () => {
    const by = await as('system-administrator')
    const goal = await aProvince(api.db, 'Nơi Đến')
    const office = await aUnit(api.db, api.world.province, { type: 'commune-office', name: 'Phòng VH-XH Dời' })
    const school = await aUnit(api.db, office)
    await ok(move(by, office, goal.province))
    const { ancestors } = await ok(by.get(`/units/${school.id}`))
    expect(ancestors.map(({ id }: UnitRow) => id)).toEqual([api.world.root.id, goal.province.id, office.id])
    const before = await ok(by.get(`/units/${school.id}?asOf=2026-06-30`))
    expect(before.ancestors.map(({ id }: UnitRow) => id)).toEqual([api.world.root.id, api.world.province.id, office.id])
    const here = await administrator()
    expect((await here.get(`/units/${school.id}`)).status).toBe(404)
    const { items } = await ok(here.get(`/units?asOf=2026-06-30&within=${office.id}`))
    expect(items.map(({ id }: UnitRow) => id).sort()).toEqual([office.id, school.id].sort())
  })

  it('lets two managing bodies exchange a school in one decision', async () => {
    const by = await administrator()
    const { commune, otherCommune } = api.world
    const [here, there] = [await aUnit(api.db, commune), await aUnit(api.db, otherCommune)]
    const units = [
      { ...(await seen(by, here)), parentId: otherCommune.id },
      { ...(await seen(by, there)), parentId: commune.id },
    ]
    await ok(change(by, { kind: 'move', units }))
    const parentOf = async ({ id }: UnitRow) => (await ok(by.get(`/units/${id}`))).parent.id
    expect([await parentOf(here), await parentOf(there)]).toEqual([otherCommune.id, commune.id])
  })

  it('goes only where a unit of that kind may stand, and never under itself', async () => {
    const by = await as('system-administrator')
    const { commune, school, province, secondSchool } = api.world
    const codeOf = async (unit: UnitRow, goal: UnitRow) => (await move(by, unit, goal)).body.code
    expect(await codeOf(school, secondSchool)).toBe('unit.parent-unfit')
    expect(await codeOf(province, commune)).toBe('unit-change.into-own-subtree')
    expect(await codeOf(commune, commune)).toBe('unit-change.into-own-subtree')
    expect(await codeOf(school, commune)).toBe('unit-change.nothing-changes')
    expect((await move(by, api.world.root, province)).body.code).toBe('access.denied')
  })

  it('of two at once exactly one wins', async () => {
    const by = await administrator()
    const { district, otherCommune } = api.world
    const unit = await aUnit(api.db, api.world.commune)
    const at = await seen(by, unit)
    const to = (goal: UnitRow) => change(by, { kind: 'move', units: [{ ...at, parentId: goal.id }] })
    const replies = await Promise.all([to(district), to(otherCommune)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('unit.stale')
  })

  it('is not before what happened to the unit last, nor before its goal stood there', async () => {
    const by = await administrator()
    const { district, otherCommune } = api.world
    const unit = await aUnit(api.db, api.world.commune)
    await ok(move(by, unit, district))
    const early = await move(by, unit, otherCommune, { effectiveOn: '2026-06-30' })
    expect(early).toMatchObject({ status: 409, body: { code: 'unit-change.date-before-last' } })
    expect(early.body.errors).toEqual([
      { path: unit.code, message: 'unit-change.date-before-last', values: { day: '2026-07-01' } },
    ])
    await ok(move(by, unit, otherCommune))
    const { versions } = await history(by, unit)
    expect(versions.map(({ parent }: { parent: UnitRow }) => parent.id)).toEqual([
      otherCommune.id,
      api.world.commune.id,
    ])
  })

  it('waits for a unit that is being added below, so that no path goes astray', async () => {
    const by = await as('system-administrator')
    const goal = (await aProvince(api.db, 'Đua')).province
    const office = await aUnit(api.db, api.world.province, { type: 'commune-office' })
    const newUnit = { parentId: office.id, code: 'DUA-1', name: 'Trường đua', type: 'primary', ownership: 'public' }
    const [moved, added] = await Promise.all([move(by, office, goal), by.post('/units', newUnit)])
    expect([moved.status, added.status]).toEqual([200, 200])
    const { ancestors } = await ok(by.get(`/units/${added.body.id}`))
    expect(ancestors.map(({ id }: UnitRow) => id)).toEqual([api.world.root.id, goal.id, office.id])
  })
})

describe('a day to come', () => {
  const later = { effectiveOn: '2099-01-01' }

  it('keeps the operation as planned, shown and to be called off', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune)
    const planned = await ok(move(by, unit, api.world.district, later))
    expect(planned).toMatchObject({ status: 'planned', actions: ['cancel'] })
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ parent: { id: api.world.commune.id } })
    expect((await history(by, unit)).operations).toMatchObject([{ id: planned.id, status: 'planned' }])
    const { items } = await ok(by.get('/unit-changes?status=planned'))
    expect(items.map(({ id }: { id: string }) => id)).toContain(planned.id)
    expect(await ok(by.post(`/unit-changes/${planned.id}/cancel`))).toMatchObject({ status: 'cancelled', actions: [] })
    const twice = await by.post(`/unit-changes/${planned.id}/cancel`)
    expect(twice).toMatchObject({ status: 409, body: { code: 'unit-change.wrong-state' } })
  })
})

describe('who may', () => {
  it('a school and an officer read the record; only administrators order', async () => {
    const by = await administrator()
    const { school, commune, district } = api.world
    const order = decision({ kind: 'move', units: [{ ...(await seen(by, school)), parentId: district.id }] })
    for (const role of ['school-head', 'managing-body-leader', 'province-leader'] as const)
      expect((await (await as(role)).post('/unit-changes', order)).status).toBe(403)
    expect((await (await as('school-head')).get(`/units/${school.id}/history`)).status).toBe(200)
    const abroad = await as('province-administrator', api.world.abroad.province)
    expect(await abroad.post('/unit-changes', order)).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
    expect((await abroad.get(`/units/${commune.id}/history`)).status).toBe(404)
  })

  it('nobody reorganises the unit they sit in, nor sends a unit to another province', async () => {
    const by = await administrator()
    const { province, school, abroad } = api.world
    const own = { kind: 'close', units: [await seen(by, province)], children: [] }
    expect((await change(by, own)).body.code).toBe('access.denied')
    expect((await move(by, school, abroad.commune)).body.code).toBe('unit.not-found')
  })
})

describe('the database', () => {
  it('keeps operations as they were, and versions without gap or overlap', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune)
    await ok(move(by, unit, api.world.district))
    const refused = (statement: ReturnType<typeof sql>) => expect(api.db.execute(statement)).rejects.toThrow()
    await refused(sql`update unit_changes set decision_number = 'x'`)
    await refused(sql`delete from unit_change_events`)
    await refused(sql`update unit_change_units set after = null`)
    await refused(sql`delete from unit_versions where unit_id = ${unit.id} and valid_to is null`)
    await refused(
      sql`update unit_versions set valid_to = '2026-07-10' where unit_id = ${unit.id} and valid_from is null`,
    )
  })
})
