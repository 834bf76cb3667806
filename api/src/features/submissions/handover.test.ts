import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, met, ok } from '../../../test/road.ts'
import type { UnitRow } from '../org/index.ts'

const tester = testApi()
const { api, as } = tester

const decision = { effectiveOn: '2026-11-01', decisionNumber: '9/QĐ', decisionDate: '2026-10-20', note: '' }
const versionOf = async ({ id }: UnitRow) => {
  const by = await as('system-administrator')
  const { version } = await ok(by.get(`/units/${id}`))
  return { unitId: id, version }
}
const order = async (body: object) =>
  ok((await as('province-administrator')).post('/unit-changes', { ...decision, ...body }))
const move = async (unit: UnitRow, parent: UnitRow, over: object = {}) =>
  order({ kind: 'move', units: [{ ...(await versionOf(unit)), parentId: parent.id }], ...over })

let serial = 0
const aRunningRoad = () => aRoad(tester, `MAU-BG-${(serial += 1)}`)

describe('a school that moves in the middle of a campaign', () => {
  it('loses nothing of its draft; the new body receives it, the old one sees it no more', async () => {
    const { commune, otherCommune } = api.world
    const school = await aUnit(api.db, commune)
    const road = await aRunningRoad()
    const file = await road.fileOf(school)
    const staff = await as('school-staff', school)
    await ok(staff.put(`/submissions/${file.id}/lines/1.1`, { version: 0, answer: met(true) }))
    const made = await move(school, otherCommune)
    expect(made.report).toMatchObject({ handedOver: 1, kept: 0, decided: 0 })

    const form = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(form.lines[0]).toMatchObject({ code: '1.1', answer: { met: true }, version: 1 })
    expect(form.submission).toMatchObject({ status: 'drafting', assessor: { id: otherCommune.id } })
    await ok(staff.put(`/submissions/${file.id}/lines/1.1`, { version: 1, answer: met(false) }))
    const [old, next] = [await as('managing-body-officer', commune), await as('managing-body-officer', otherCommune)]
    expect((await old.get(`/submissions/${file.id}`)).status).toBe(404)
    expect((await next.get(`/submissions/${file.id}`)).status).toBe(200)
    const { items } = await ok(next.get(`/submissions/${file.id}/timeline`))
    expect(items[0]).toMatchObject({ action: 'hand-over', from: 'drafting', to: 'drafting' })
    expect(items[0].reason).toContain(otherCommune.name)
    const { rows } = await api.db.execute(
      sql`select changes from campaign_events where action = 'handed-over' and campaign_id = ${road.campaign.id}`,
    )
    expect(rows).toEqual([{ changes: { assessor: [commune.code, otherCommune.code] } }])
  })

  it('is assessed anew by the new body: the team of the old one ends, what it scored stays', async () => {
    const { commune, otherCommune } = api.world
    const school = await aUnit(api.db, commune)
    const road = await aRunningRoad()
    const { file, teamHead } = await road.assessing(school)
    expect((await teamHead.get(`/submissions/${file.id}`)).status).toBe(200)
    await move(school, otherCommune)
    expect((await teamHead.get(`/submissions/${file.id}`)).status).toBe(404)
    const next = await as('managing-body-officer', otherCommune)
    const handed = await ok(next.get(`/submissions/${file.id}`))
    expect(handed).toMatchObject({ status: 'accepted', team: [] })
    expect(handed.actions).toContain('open-assessment')
  })

  it('stays with the old body where the decision says so', async () => {
    const { commune, otherCommune } = api.world
    const school = await aUnit(api.db, commune)
    const road = await aRunningRoad()
    const file = await road.fileOf(school)
    const made = await move(school, otherCommune, { handOver: false })
    expect(made.report).toMatchObject({ handedOver: 0, kept: 1 })
    const old = await as('managing-body-officer', commune)
    expect(await ok(old.get(`/submissions/${file.id}`))).toMatchObject({ assessor: { id: commune.id } })
    const own = await as('school-staff', school)
    expect((await own.get(`/submissions/${file.id}`)).status).toBe(200)
  })
})

describe('a campaign that is decided keeps the tree of its time', () => {
  it('the school keeps its file after a move, and so does the body that decided it', async () => {
    const { commune, otherCommune } = api.world
    const school = await aUnit(api.db, commune)
    const road = await aRunningRoad()
    const { file } = await road.nominated(school)
    await ok(road.people.leader.post('/recognition-decisions', road.decision([file])))
    expect((await move(school, otherCommune)).report).toMatchObject({ handedOver: 0, decided: 1 })
    for (const [role, unit] of [
      ['school-head', school],
      ['managing-body-leader', commune],
      ['province-leader', api.world.province],
    ] as const)
      expect((await (await as(role, unit)).get(`/submissions/${file.id}`)).body.assessor?.id).toBe(commune.id)
    const next = await as('managing-body-leader', otherCommune)
    expect((await next.get(`/submissions/${file.id}`)).status).toBe(404)
    const { items } = await ok((await as('school-head', school)).get('/campaigns'))
    expect(items.map(({ id }: { id: string }) => id)).toContain(road.campaign.id)
  })
})

describe('a school that merges into another', () => {
  it('leaves its files for the successor to read, not to change', async () => {
    const { commune } = api.world
    const [gone, stays] = [await aUnit(api.db, commune), await aUnit(api.db, commune)]
    const road = await aRunningRoad()
    const file = await road.fileOf(gone)
    const sources = [await versionOf(gone)]
    const made = await order({ kind: 'merge', sources, into: await versionOf(stays), carry: [] })
    expect(made.report).toMatchObject({ resting: 1 })
    const head = await as('school-head', stays)
    expect(await ok(head.get(`/submissions/${file.id}`))).toMatchObject({ mayScore: false, actions: [] })
    const save = await head.put(`/submissions/${file.id}/lines/1.1`, { version: 0, answer: met(true) })
    expect(save).toMatchObject({ status: 403 })
    expect((await head.get(`/units/${gone.id}`)).status).toBe(200)
    const stranger = await as('school-head', await aUnit(api.db, commune))
    expect((await stranger.get(`/submissions/${file.id}`)).status).toBe(404)
    await order({ kind: 'undo', changeId: made.id })
    expect((await head.get(`/submissions/${file.id}`)).status).toBe(404)
  })
})

describe('a managing body that closes', () => {
  it('hands its files to the bodies that its schools go to; none may be left with it', async () => {
    const { province, otherCommune } = api.world
    const office = await aUnit(api.db, province, { type: 'district-office' })
    const school = await aUnit(api.db, office)
    const road = await aRunningRoad()
    const file = await road.fileOf(school)
    const close = {
      kind: 'close',
      units: [await versionOf(office)],
      children: [{ unitId: school.id, parentId: otherCommune.id }],
    }
    const by = await as('province-administrator')
    const left = await by.post('/unit-changes', { ...decision, ...close, handOver: false })
    expect(left).toMatchObject({ status: 409, body: { code: 'unit-change.files-left' } })
    const preview = await ok(by.post('/unit-changes/preview', { ...decision, ...close }))
    expect(preview.files).toMatchObject([
      { unit: { id: school.id }, status: 'drafting', from: { id: office.id }, to: { id: otherCommune.id } },
    ])
    await order(close)
    const own = await as('school-staff', school)
    expect(await ok(own.get(`/submissions/${file.id}`))).toMatchObject({ assessor: { id: otherCommune.id } })
  })

  it('takes no part in what is opened later', async () => {
    const { commune } = api.world
    const school = await aUnit(api.db, commune)
    await order({ kind: 'close', units: [await versionOf(school)], children: [] })
    const road = await aRunningRoad()
    expect(await road.fileOf(school)).toBeUndefined()
    const planner = await as('province-officer')
    const added = await planner.post(`/campaigns/${road.campaign.id}/units`, {
      unitId: school.id,
      assessorUnitId: null,
    })
    expect(added).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
  })
})
