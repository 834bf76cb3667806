import { describe, expect, it } from 'vitest'
import { aMembership, aPerson, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { change, decision, history, move, seen } from '../../../test/unit-changes.ts'
import type { UnitRow } from './index.ts'

const { api, as } = testApi()
const administrator = () => as('province-administrator')

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

    const made = await ok(change(by, order))
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
    await ok(change(by, { kind: 'merge', sources: [await seen(by, office)], into, carry: [] }))
    expect(await ok(by.get(`/units/${school.id}`))).toMatchObject({ parent: { id: otherCommune.id } })
  })

  it('is of one tier, and nobody merges into themselves', async () => {
    const by = await administrator()
    const { school, otherCommune } = api.world
    const source = await seen(by, school)
    const into = async (unit: UnitRow) =>
      (await change(by, { kind: 'merge', sources: [source], into: await seen(by, unit), carry: [] })).body.code
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
    await ok(change(by, one))
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ closedOn: null })
    const two = { ...one, ...(await seen(by, unit)), stays: false, into: [founded('TACH-2'), founded('TACH-3')] }
    await ok(change(by, two))
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
    const left = await change(by, { kind: 'close', units, children: [] })
    expect(left).toMatchObject({ status: 409, body: { code: 'unit-change.children-left' } })
    expect(left.body.errors).toEqual([{ path: school.code, message: 'unit-change.children-left' }])
    await ok(change(by, { kind: 'close', units, children: [{ unitId: school.id, parentId: otherCommune.id }] }))
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
    await ok(change(by, { kind: 'close', units: [await seen(by, closed)], children: [], effectiveOn: '2026-08-01' }))
    for (const body of [left, emptied]) {
      const close = { kind: 'close', units: [await seen(by, body)], children: [] }
      expect(await change(by, { ...close, effectiveOn: '2026-07-31' })).toMatchObject({
        status: 409,
        body: { code: 'unit-change.date-before-last', errors: [{ path: body.code, values: { day: '2026-08-01' } }] },
      })
      const merge = { kind: 'merge', sources: close.units, into: await seen(by, commune), carry: [] }
      expect((await change(by, merge)).body.code).toBe('unit-change.date-before-last')
      await ok(change(by, { ...close, effectiveOn: '2026-08-01' }))
    }
  })

  it('ends the access that comes from the unit, at once, and says so at the next sign-in', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune)
    const head = await as('school-head', unit)
    expect((await head.get('/units')).status).toBe(200)
    await ok(change(by, { kind: 'close', units: [await seen(by, unit)], children: [] }))
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
    const made = await ok(change(by, { kind: 'close', units: [await seen(by, unit)], children: [] }))
    const undo = await ok(change(by, { kind: 'undo', changeId: made.id, note: 'Ghi nhầm đơn vị' }))
    expect(undo).toMatchObject({ kind: 'undo', undoes: made.id, status: 'applied' })
    expect(await ok(by.get(`/unit-changes/${made.id}`))).toMatchObject({ undoneBy: undo.id, actions: [] })
    expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ closedOn: null })
    expect((await ok(by.get(`/people/${person.id}`))).memberships).toMatchObject([{ role: 'school-head' }])
    const again = await change(by, { kind: 'undo', changeId: made.id })
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
    const undo = await change(by, { kind: 'undo', changeId: made.id, effectiveOn: '2026-08-01' })
    expect(undo).toMatchObject({ status: 409, body: { code: 'unit-change.overtaken' } })
  })

  it('of a unit that is closed is refused, and so is opening one that is open', async () => {
    const by = await administrator()
    const unit = await aUnit(api.db, api.world.commune)
    const opened = { kind: 'reopen', ...(await seen(by, unit)), parentId: api.world.commune.id }
    expect((await change(by, opened)).body.code).toBe('unit-change.not-closed')
    await ok(change(by, { kind: 'close', units: [await seen(by, unit)], children: [] }))
    expect((await change(by, { kind: 'close', units: [await seen(by, unit)], children: [] })).body.code).toBe(
      'unit.closed',
    )
    await ok(change(by, { ...opened, ...(await seen(by, unit)), effectiveOn: '2026-09-01' }))
    const state = async (day: string) => (await by.get(`/units/${unit.id}?asOf=${day}`)).status
    expect([await state('2026-06-30'), await state('2026-08-31'), await state('2026-09-01')]).toEqual([200, 404, 200])
  })
})
