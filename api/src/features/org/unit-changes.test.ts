import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aMembership, aPerson, aProvince, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import type { UnitRow } from './index.ts'

const { api, as } = testApi()

const decision = (over: object = {}) => ({
  effectiveOn: '2026-07-01',
  decisionNumber: '15/QĐ-UBND',
  decisionDate: '2026-06-15',
  note: '',
  ...over,
})
type Client = Awaited<ReturnType<typeof as>>
const administrator = () => as('province-administrator')
const seen = async (by: Client, { id }: { id: string }) => {
  const { version } = await ok(by.get(`/units/${id}`))
  return { unitId: id, version }
}
const words = ({ code, name, type, ownership }: UnitRow, over: object = {}) => ({
  code,
  name,
  type,
  ownership,
  ...over,
})
const make = (by: Client, order: object) => by.post('/unit-changes', decision(order))
const history = async (by: Client, { id }: { id: string }) => ok(by.get(`/units/${id}/history`))

async function move(by: Client, unit: { id: string }, parent: { id: string }, over: object = {}) {
  return make(by, { kind: 'move', units: [{ ...(await seen(by, unit)), parentId: parent.id }], ...over })
}

describe('a rename by decision', () => {
  it('begins a new version; a plain edit corrects the one that stands', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune, { name: 'Trường Tiểu học Cũ' })
    const made = await ok(
      make(by, { kind: 'rename', ...(await seen(by, unit)), ...words(unit, { name: 'Trường Tiểu học Mới' }) }),
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
    const same = await make(by, { kind: 'rename', ...(await seen(by, school)), ...words(school) })
    expect(same).toMatchObject({ status: 400, body: { code: 'unit-change.nothing-changes' } })
    const other = await make(by, {
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
    await ok(make(by, { kind: 'move', units }))
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
    const to = (goal: UnitRow) => make(by, { kind: 'move', units: [{ ...at, parentId: goal.id }] })
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

describe('a merger', () => {
  it('closes the sources, names the successor, and carries over who was chosen', async () => {
    const by = await administrator()
    const { commune } = api.world
    const [first, second] = [await aUnit(api.db, commune), await aUnit(api.db, commune)]
    const [stays, goes] = [await aPerson(api.db), await aPerson(api.db)]
    const kept = await aMembership(api.db, stays, first, 'school-staff')
    await aMembership(api.db, goes, second, 'school-head')
    const order = {
      kind: 'merge',
      sources: [await seen(by, first), await seen(by, second)],
      into: { parentId: commune.id, code: 'HOP-1', name: 'Trường Hợp Nhất', type: 'primary', ownership: 'public' },
      carry: [kept.id],
    }
    const preview = await ok(by.post('/unit-changes/preview', decision(order)))
    expect(preview.report).toMatchObject({ units: 3, memberships: 2, carried: 1 })
    expect(preview.people.map(({ fullName, carried }: Record<string, unknown>) => [fullName, carried]).sort()).toEqual(
      [
        [stays.fullName, true],
        [goes.fullName, false],
      ].sort(),
    )
    expect((await by.get('/units?q=HOP-1')).body.items).toEqual([])

    const made = await ok(make(by, order))
    const successor = made.effects.find(({ part }: { part: string }) => part === 'successor')
    expect(successor).toMatchObject({ before: null, after: { name: 'Trường Hợp Nhất' } })
    const { predecessors } = await history(by, { id: successor.unitId })
    expect(predecessors.map(({ unit }: { unit: UnitRow }) => unit.id).sort()).toEqual([first.id, second.id].sort())
    expect((await history(by, first)).successors).toMatchObject([{ unit: { id: successor.unitId }, on: '2026-07-01' }])

    expect(await ok(by.get(`/units/${first.id}`))).toMatchObject({ closedOn: '2026-07-01', actions: ['reorganise'] })
    const listed = async (query: string) =>
      (await ok(by.get(`/units?limit=200&${query}`))).items.map(({ id }: UnitRow) => id)
    expect(await listed('')).not.toContain(first.id)
    expect(await listed('state=closed')).toContain(first.id)
    expect(await listed('asOf=2026-06-30')).toEqual(expect.arrayContaining([first.id, second.id]))
    expect(await listed('asOf=2026-06-30')).not.toContain(successor.unitId)

    const { memberships } = await ok(by.get(`/people/${stays.id}`))
    expect(memberships).toMatchObject([{ unit: { id: successor.unitId }, role: 'school-staff' }])
    expect((await ok(by.get(`/people/${goes.id}`))).memberships).toEqual([])
  })

  it('of managing bodies gives their schools to the successor', async () => {
    const by = await administrator()
    const { province, otherCommune } = api.world
    const office = await aUnit(api.db, province, { type: 'commune-office' })
    const school = await aUnit(api.db, office)
    const into = await seen(by, otherCommune)
    await ok(make(by, { kind: 'merge', sources: [await seen(by, office)], into, carry: [] }))
    expect(await ok(by.get(`/units/${school.id}`))).toMatchObject({ parent: { id: otherCommune.id } })
  })

  it('is of one tier, and nobody merges into themselves', async () => {
    const by = await administrator()
    const { school, otherCommune } = api.world
    const source = await seen(by, school)
    const into = async (unit: UnitRow) =>
      (await make(by, { kind: 'merge', sources: [source], into: await seen(by, unit), carry: [] })).body.code
    expect(await into(otherCommune)).toBe('unit-change.tier-unfit')
    expect(await into(school)).toBe('unit-change.unit-twice')
  })
})

describe('a split', () => {
  it('brings new units out of one that stays or closes', async () => {
    const by = await administrator()
    const { commune } = api.world
    const unit = await aUnit(api.db, commune)
    const founded = (code: string) => ({
      ...{ parentId: commune.id, code, name: `Trường ${code}`, type: 'primary', ownership: 'public' },
    })
    const one = { kind: 'split', ...(await seen(by, unit)), stays: true, into: [founded('TACH-1')], children: [] }
    await ok(make(by, one))
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ closedOn: null })
    const two = { ...one, ...(await seen(by, unit)), stays: false, into: [founded('TACH-2'), founded('TACH-3')] }
    await ok(make(by, two))
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ closedOn: '2026-07-01' })
    const { successors } = await history(by, unit)
    expect(successors.map(({ unit: { code } }: { unit: UnitRow }) => code).sort()).toEqual([
      'TACH-1',
      'TACH-2',
      'TACH-3',
    ])
  })
})

describe('closing', () => {
  it('leaves nobody behind: units under it go somewhere in the same decision', async () => {
    const by = await administrator()
    const { province, otherCommune } = api.world
    const office = await aUnit(api.db, province, { type: 'district-office' })
    const school = await aUnit(api.db, office)
    const units = [await seen(by, office)]
    const left = await make(by, { kind: 'close', units, children: [] })
    expect(left).toMatchObject({ status: 409, body: { code: 'unit-change.children-left' } })
    expect(left.body.errors).toEqual([{ path: school.code, message: 'unit-change.children-left' }])
    await ok(make(by, { kind: 'close', units, children: [{ unitId: school.id, parentId: otherCommune.id }] }))
    const under = { ...{ parentId: office.id, code: 'DONG-1' }, name: 'Trường', type: 'primary', ownership: 'public' }
    expect((await by.post('/units', under)).body.code).toBe('unit.closed')
  })

  it('is not from a day on which a unit still stood there that has gone or closed since', async () => {
    const by = await administrator()
    const { province, commune } = api.world
    const aBody = () => aUnit(api.db, province, { type: 'commune-office' })
    const [left, emptied] = [await aBody(), await aBody()]
    const [moved, closed] = [await aUnit(api.db, left), await aUnit(api.db, emptied)]
    await ok(move(by, moved, commune, { effectiveOn: '2026-08-01' }))
    await ok(make(by, { kind: 'close', units: [await seen(by, closed)], children: [], effectiveOn: '2026-08-01' }))
    for (const body of [left, emptied]) {
      const close = { kind: 'close', units: [await seen(by, body)], children: [] }
      expect(await make(by, { ...close, effectiveOn: '2026-07-31' })).toMatchObject({
        status: 409,
        body: { code: 'unit-change.date-before-last', errors: [{ path: body.code, values: { day: '2026-08-01' } }] },
      })
      const merge = { kind: 'merge', sources: close.units, into: await seen(by, commune), carry: [] }
      expect((await make(by, merge)).body.code).toBe('unit-change.date-before-last')
      await ok(make(by, { ...close, effectiveOn: '2026-08-01' }))
    }
  })

  it('ends the access that comes from the unit, at once, and says so at the next sign-in', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune)
    const head = await as('school-head', unit)
    expect((await head.get('/units')).status).toBe(200)
    await ok(make(by, { kind: 'close', units: [await seen(by, unit)], children: [] }))
    expect((await head.get('/units')).status).toBe(401)
    const grant = { unitId: unit.id, role: 'school-staff', office: null }
    const granted = await by.post(`/people/${head.person.id}/memberships`, grant)
    expect(granted).toMatchObject({ status: 409, body: { code: 'unit.closed' } })
  })

  it('can be undone as long as nothing else has happened: the unit and its people are back, the record tells both', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune)
    const person = await aPerson(api.db)
    await aMembership(api.db, person, unit, 'school-head')
    const made = await ok(make(by, { kind: 'close', units: [await seen(by, unit)], children: [] }))
    const undo = await ok(make(by, { kind: 'undo', changeId: made.id, note: 'Ghi nhầm đơn vị' }))
    expect(undo).toMatchObject({ kind: 'undo', undoes: made.id, status: 'applied' })
    expect(await ok(by.get(`/unit-changes/${made.id}`))).toMatchObject({ undoneBy: undo.id, actions: [] })
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ closedOn: null })
    expect((await ok(by.get(`/people/${person.id}`))).memberships).toMatchObject([{ role: 'school-head' }])
    const again = await make(by, { kind: 'undo', changeId: made.id })
    expect(again).toMatchObject({ status: 409, body: { code: 'unit-change.wrong-state' } })
    const { operations } = await history(by, unit)
    expect(operations.map(({ kind }: { kind: string }) => kind)).toEqual(['undo', 'close'])
  })

  it('cannot be undone once something else has happened to its units', async () => {
    const by = await administrator()
    const { district, otherCommune } = api.world
    const unit = await aUnit(api.db, api.world.commune)
    const made = await ok(move(by, unit, district))
    await ok(move(by, unit, otherCommune, { effectiveOn: '2026-08-01' }))
    const undo = await make(by, { kind: 'undo', changeId: made.id, effectiveOn: '2026-08-01' })
    expect(undo).toMatchObject({ status: 409, body: { code: 'unit-change.overtaken' } })
  })

  it('of a unit that is closed is refused, and so is opening one that is open', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune)
    const opened = { kind: 'reopen', ...(await seen(by, unit)), parentId: api.world.commune.id }
    expect((await make(by, opened)).body.code).toBe('unit-change.not-closed')
    await ok(make(by, { kind: 'close', units: [await seen(by, unit)], children: [] }))
    expect((await make(by, { kind: 'close', units: [await seen(by, unit)], children: [] })).body.code).toBe(
      'unit.closed',
    )
    await ok(make(by, { ...opened, ...(await seen(by, unit)), effectiveOn: '2026-09-01' }))
    const state = async (day: string) => (await by.get(`/units/${unit.id}?asOf=${day}`)).status
    expect([await state('2026-06-30'), await state('2026-08-31'), await state('2026-09-01')]).toEqual([200, 404, 200])
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
    expect((await make(by, own)).body.code).toBe('access.denied')
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
