import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aProvince, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, shortSet } from '../../../test/road.ts'
import type { UnitRow } from '../org/index.ts'

const tester = testApi()
const { api, as } = tester
type Client = Awaited<ReturnType<typeof as>>

let serial = 0
let planner: Client
/** Sets of the province: one for schools, one for the bodies that manage them, and a draft. */
let schools: { id: string }
let bodies: { id: string }
let draft: { id: string; revision: number }

beforeAll(async () => {
  planner = await as('province-officer')
  const publish = async (definition: object) => {
    const set = await ok(planner.post('/indicator-sets', definition))
    return ok(planner.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))
  }
  schools = await publish(shortSet('MAU-TRUONG'))
  bodies = await publish({ ...shortSet('MAU-CQQL'), appliesTo: ['district-office', 'commune-office'] })
  draft = await ok(planner.post('/indicator-sets', shortSet('MAU-NHAP')))
})

const everySchool = ['primary', 'lower-secondary', 'upper-secondary']
const plan = (over: object = {}) => ({
  title: `Kế hoạch đánh giá ${(serial += 1)}`,
  schoolYear: '2026-2027',
  planNumber: '123/KH-SGDĐT',
  planDate: '2026-11-20',
  sets: [{ indicatorSetId: schools.id, unitTypes: everySchool }],
  selfAssessmentDue: '2027-01-31',
  externalAssessmentDue: '2027-03-31',
  participation: { ownerships: ['public', 'non-public'], withinUnitIds: [], exceptUnitIds: [] },
  assessors: [],
  ...over,
})
const within = (over: object) => ({ participation: { ...plan().participation, ...over } })

const opened = (over: object = {}, by: Client = planner) => ok(by.post('/campaigns', plan(over)))
type Listed = { id: string; version: number; unit: UnitRow; assessor: UnitRow; actions: string[] }
const unitsOf = async ({ id }: { id: string }, by: Client = planner): Promise<Listed[]> =>
  (await ok(by.get(`/campaigns/${id}/units?limit=200`))).items
const namesOf = (units: Listed[]) => units.map(({ unit }) => unit.name)

describe('POST /campaigns', () => {
  it('lets every unit of the province whose kind has a set take part, assessed by its direct superior', async () => {
    const { commune, district, province, school, secondSchool, districtSchool, highSchool } = api.world
    const campaign = await opened()
    expect(campaign).toMatchObject({ unitCount: 4, actions: ['change', 'add-units'], province: { id: province.id } })
    const found = (await unitsOf(campaign)).map(({ unit, assessor }) => [unit.id, assessor.id])
    expect(new Map(found.map(([unit, assessor]) => [unit, assessor]))).toEqual(
      new Map([
        [school.id, commune.id],
        [secondSchool.id, commune.id],
        [districtSchool.id, district.id],
        [highSchool.id, province.id],
      ]),
    )
  })

  it('gives every participating unit its empty form at once', async () => {
    const campaign = await opened()
    const { items } = await ok(planner.get(`/submissions?campaignId=${campaign.id}&limit=200`))
    expect(items).toHaveLength(4)
    for (const item of items) expect(item).toMatchObject({ status: 'drafting', answered: 0, lines: 4 })
  })

  it('takes area, exceptions and ownership into account', async () => {
    const { commune, school, secondSchool, highSchool } = api.world
    expect(namesOf(await unitsOf(await opened(within({ withinUnitIds: [commune.id] }))))).toEqual(
      expect.arrayContaining([school.name, secondSchool.name]),
    )
    const without = await unitsOf(await opened(within({ withinUnitIds: [commune.id], exceptUnitIds: [school.id] })))
    expect(namesOf(without)).toEqual([secondSchool.name])
    const single = await unitsOf(await opened(within({ withinUnitIds: [highSchool.id] })))
    expect(namesOf(single)).toEqual([highSchool.name])
    const privates = await planner.post('/campaigns', plan(within({ ownerships: ['non-public'] })))
    expect(privates).toMatchObject({ status: 409, body: { code: 'campaign.no-participants' } })
  })

  it('lets a unit be assessed by another body than its superior, where the plan says so', async () => {
    const { school, otherCommune } = api.world
    const campaign = await opened({ assessors: [{ unitId: school.id, assessorUnitId: otherCommune.id }] })
    const found = (await unitsOf(campaign)).find(({ unit }) => unit.id === school.id)
    expect(found?.assessor.id).toBe(otherCommune.id)
  })

  it('lets the province assess managing bodies, where a set applies to them (source 001, I.4)', async () => {
    const { province, commune, otherCommune, district } = api.world
    const campaign = await opened({
      sets: [{ indicatorSetId: bodies.id, unitTypes: ['district-office', 'commune-office'] }],
    })
    const found = await unitsOf(campaign)
    expect(found.map(({ unit }) => unit.id).sort()).toEqual([commune.id, otherCommune.id, district.id].sort())
    expect(new Set(found.map(({ assessor }) => assessor.id))).toEqual(new Set([province.id]))
  })

  it('keeps names, codes and superiors of its time', async () => {
    const { school } = api.world
    const campaign = await opened()
    const administrator = await as('province-administrator')
    const unit = await ok(administrator.get(`/units/${school.id}`))
    const renamed = { version: unit.version, code: unit.code, name: 'Trường mang tên mới', ownership: unit.ownership }
    await ok(administrator.put(`/units/${school.id}`, renamed))
    expect(namesOf(await unitsOf(campaign))).toContain(school.name)
    const now = await ok(administrator.get(`/units/${school.id}`))
    await ok(administrator.put(`/units/${school.id}`, { ...renamed, version: now.version, name: school.name }))
  })

  it('is for the province alone: not for the system above it, nor for those below', async () => {
    for (const role of ['system-administrator', 'managing-body-leader', 'school-head'] as const) {
      const person = await as(role)
      for (const address of ['/campaigns', '/campaigns/preview'])
        expect(await person.post(address, plan())).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    }
  })

  it('opens one campaign of a title a year, also when two are sent at once', async () => {
    const body = plan()
    const replies = await Promise.all([planner.post('/campaigns', body), planner.post('/campaigns', body)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('campaign.title-taken')
    expect((await planner.post('/campaigns', { ...body, schoolYear: '2027-2028' })).status).toBe(200)
  })

  it.each([
    [
      'dates that do not follow each other',
      () => ({ externalAssessmentDue: '2027-01-30' }),
      'campaign.dates-out-of-order',
    ],
    [
      'two sets for one kind of unit',
      () => ({ sets: [1, 2].map(() => ({ indicatorSetId: schools.id, unitTypes: ['primary'] })) }),
      'campaign.set-twice-for-type',
    ],
    [
      'a set for a kind it does not apply to',
      () => ({ sets: [{ indicatorSetId: schools.id, unitTypes: ['kindergarten'] }] }),
      'campaign.set-unfit-for-type',
    ],
    [
      'a draft',
      () => ({ sets: [{ indicatorSetId: draft.id, unitTypes: ['primary'] }] }),
      'indicator-set.not-published',
    ],
    [
      'a set that does not exist',
      () => ({ sets: [{ indicatorSetId: crypto.randomUUID(), unitTypes: ['primary'] }] }),
      'indicator-set.not-found',
    ],
    ['an area in another province', () => within({ withinUnitIds: [api.world.abroad.commune.id] }), 'unit.not-found'],
    [
      'an assessing body of another province',
      () => ({ assessors: [{ unitId: api.world.school.id, assessorUnitId: api.world.abroad.commune.id }] }),
      'unit.not-found',
    ],
    [
      'a school that assesses another',
      () => ({ assessors: [{ unitId: api.world.school.id, assessorUnitId: api.world.secondSchool.id }] }),
      'campaign.assessor-unfit',
    ],
    [
      'a unit that assesses itself',
      () => ({
        sets: [{ indicatorSetId: bodies.id, unitTypes: ['commune-office'] }],
        assessors: [{ unitId: api.world.commune.id, assessorUnitId: api.world.commune.id }],
      }),
      'campaign.assessor-unfit',
    ],
  ])('refuses %s, in the preview and in earnest', async (_what, over, code) => {
    for (const address of ['/campaigns', '/campaigns/preview'])
      expect((await planner.post(address, plan(over()))).body).toMatchObject({ code })
  })

  it('does not use a set of another province', async () => {
    const abroad = await as('province-officer', api.world.abroad.province)
    expect(await abroad.post('/campaigns', plan())).toMatchObject({
      status: 404,
      body: { code: 'indicator-set.not-found', errors: [{ path: '/sets/0/indicatorSetId' }] },
    })
  })

  it('opens for 1,200 units in one transaction, in seconds also on a busy machine', async () => {
    const large = await aProvince(api.db, 'Rất Lớn')
    await api.db.execute(sql`
      insert into units (id, parent_id, path, code, name, type, ownership)
      select id, ${large.commune.id}::uuid, ${large.commune.path}::ltree || replace(id::text, '-', '')::ltree,
        'LON-' || at, 'Trường Tiểu học Rất Lớn ' || at, 'primary', 'public'
      from (select gen_random_uuid() as id, at from generate_series(1, 1200) at) many`)
    const officer = await as('province-officer', large.province)
    const set = await ok(officer.post('/indicator-sets', shortSet('MAU-LON')))
    await ok(officer.post(`/indicator-sets/${set.id}/publish`, { revision: 1 }))
    const began = performance.now()
    const campaign = await opened({ sets: [{ indicatorSetId: set.id, unitTypes: ['primary'] }] }, officer)
    expect(performance.now() - began).toBeLessThan(8000)
    expect(campaign.unitCount).toBe(1202)
  })
})

describe('POST /campaigns/preview', () => {
  it('says who would take part, who would assess whom and who has no set; and changes nothing', async () => {
    const body = plan()
    const preview = await ok(planner.post('/campaigns/preview', body))
    expect(preview.unitCount).toBe(4)
    expect(preview.byType).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'primary',
          count: 2,
          set: expect.objectContaining({ id: schools.id }),
        }),
      ]),
    )
    expect(preview.byAssessor[0]).toMatchObject({ assessor: { id: api.world.commune.id }, count: 2 })
    expect(preview.withoutSet).toEqual(
      expect.arrayContaining([
        { type: 'kindergarten', count: 1 },
        { type: 'commune-office', count: 2 },
      ]),
    )
    expect((await planner.post('/campaigns', body)).status).toBe(200)
  })
})

describe('who sees a campaign', () => {
  it('a school that takes part sees it with itself alone', async () => {
    const campaign = await opened()
    const school = await as('school-staff')
    expect(await ok(school.get(`/campaigns/${campaign.id}`))).toMatchObject({ unitCount: 1, actions: [] })
    expect(namesOf(await unitsOf(campaign, school))).toEqual([api.world.school.name])
    const { items } = await ok(school.get('/campaigns?limit=200&schoolYear=2026-2027'))
    expect(items.map(({ id }: { id: string }) => id)).toContain(campaign.id)
  })

  it('a managing body sees the units it manages and those it assesses', async () => {
    const { commune, otherCommune, school, secondSchool } = api.world
    const campaign = await opened({ assessors: [{ unitId: school.id, assessorUnitId: otherCommune.id }] })
    const own = await as('managing-body-officer', commune)
    expect(namesOf(await unitsOf(campaign, own)).sort()).toEqual([school.name, secondSchool.name].sort())
    const assessing = await as('managing-body-officer', otherCommune)
    expect(namesOf(await unitsOf(campaign, assessing))).toEqual([school.name])
  })

  it('units that do not take part and other provinces do not find it', async () => {
    const campaign = await opened()
    const strangers = [
      await as('school-head', api.world.otherSchool),
      await as('managing-body-leader', api.world.otherCommune),
      await as('province-leader', api.world.abroad.province),
    ]
    for (const stranger of strangers) {
      const missing = await stranger.get(`/campaigns/${crypto.randomUUID()}`)
      for (const address of [`/campaigns/${campaign.id}`, `/campaigns/${campaign.id}/units`]) {
        const hidden = await stranger.get(address)
        expect(hidden.status).toBe(404)
        expect({ ...hidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
      }
      const { items } = await ok(stranger.get('/campaigns?limit=200'))
      expect(items.map(({ id }: { id: string }) => id)).not.toContain(campaign.id)
    }
  })

  it('the list comes newest first, in pages', async () => {
    const older = await opened()
    const newer = await opened()
    const first = await ok(planner.get('/campaigns?limit=1'))
    const second = await ok(planner.get(`/campaigns?limit=1&cursor=${first.nextCursor}`))
    expect([first.items[0].id, second.items[0].id]).toEqual([newer.id, older.id])
  })

  it('its units are found without accents, and by who assesses them', async () => {
    const campaign = await opened()
    const found = await ok(planner.get(`/campaigns/${campaign.id}/units?q=thcs%20minh`))
    expect(namesOf(found.items)).toEqual([api.world.secondSchool.name])
    const of = await ok(planner.get(`/campaigns/${campaign.id}/units?assessorUnitId=${api.world.province.id}`))
    expect(namesOf(of.items)).toEqual([api.world.highSchool.name])
  })
})

describe('PUT /campaigns/:id', () => {
  const change = ({ version, title }: { version: number; title: string }, over: object = {}) => ({
    version,
    title,
    planNumber: '123/KH-SGDĐT',
    planDate: '2026-11-20',
    selfAssessmentDue: '2027-02-14',
    externalAssessmentDue: '2027-03-31',
    ...over,
  })

  it('changes dates for whoever saw the newest version, and records what changed', async () => {
    const campaign = await opened()
    const changed = await ok(planner.put(`/campaigns/${campaign.id}`, change(campaign)))
    expect(changed).toMatchObject({ selfAssessmentDue: '2027-02-14', version: campaign.version + 1 })
    expect(await planner.put(`/campaigns/${campaign.id}`, change(campaign))).toMatchObject({
      status: 409,
      body: { code: 'campaign.stale' },
    })
    const { rows } = await api.db.execute(
      sql`select action, changes, actor_name from campaign_events where campaign_id = ${campaign.id} order by at`,
    )
    expect(rows).toEqual([
      { action: 'opened', changes: {}, actor_name: planner.person.fullName },
      {
        action: 'changed',
        changes: { selfAssessmentDue: ['2027-01-31', '2027-02-14'] },
        actor_name: planner.person.fullName,
      },
    ])
  })

  it('keeps dates in order and titles apart', async () => {
    const [campaign, other] = [await opened(), await opened()]
    const address = `/campaigns/${campaign.id}`
    const early = change(campaign, { externalAssessmentDue: '2027-02-13' })
    expect((await planner.put(address, early)).body.code).toBe('campaign.dates-out-of-order')
    const same = change(campaign, { title: other.title })
    expect((await planner.put(address, same)).body.code).toBe('campaign.title-taken')
  })

  it('is refused to those who may see it only, and hidden from the rest', async () => {
    const campaign = await opened()
    const address = `/campaigns/${campaign.id}`
    expect((await (await as('school-head')).put(address, change(campaign))).status).toBe(403)
    const abroad = await as('province-leader', api.world.abroad.province)
    expect((await abroad.put(address, change(campaign))).status).toBe(404)
  })
})

describe('POST /campaigns/:id/units', () => {
  it('lets a further unit take part, with its form, once', async () => {
    const { school, province } = api.world
    const campaign = await opened(within({ exceptUnitIds: [school.id] }))
    const address = `/campaigns/${campaign.id}/units`
    const body = { unitId: school.id, assessorUnitId: null }
    const replies = await Promise.all([planner.post(address, body), planner.post(address, body)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('campaign-unit.exists')
    const { items } = await ok(planner.get(`/submissions?campaignId=${campaign.id}&limit=200`))
    expect(items).toHaveLength(4)
    const direct = { unitId: (await aUnit(api.db, province)).id, assessorUnitId: null }
    expect(await ok(planner.post(address, direct))).toMatchObject({ assessor: { id: province.id } })
  })

  it('refuses units without a set, of other provinces, and unfit assessors', async () => {
    const { otherSchool, school, secondSchool, abroad } = api.world
    const campaign = await opened(within({ exceptUnitIds: [school.id] }))
    const add = async (unitId: string, assessorUnitId: string | null = null) =>
      (await planner.post(`/campaigns/${campaign.id}/units`, { unitId, assessorUnitId })).body.code
    expect(await add(otherSchool.id)).toBe('campaign.set-unfit-for-type')
    expect(await add(abroad.school.id)).toBe('unit.not-found')
    expect(await add(school.id, secondSchool.id)).toBe('campaign.assessor-unfit')
  })
})

describe('PUT /campaign-units/:id/assessor', () => {
  it('changes who assesses, for whoever saw the newest version', async () => {
    const { school, otherCommune } = api.world
    const campaign = await opened()
    const unit = (await unitsOf(campaign)).find((one) => one.unit.id === school.id)
    if (!unit) throw new Error('The school takes part')
    expect(unit.actions).toEqual(['change-assessor'])
    const address = `/campaign-units/${unit.id}/assessor`
    const body = { version: unit.version, assessorUnitId: otherCommune.id }
    expect(await ok(planner.put(address, body))).toMatchObject({ assessor: { id: otherCommune.id } })
    expect(await planner.put(address, body)).toMatchObject({ status: 409, body: { code: 'campaign.stale' } })
    const school403 = await as('school-head', school)
    expect((await school403.put(address, body)).status).toBe(403)
    const stranger = await as('province-leader', api.world.abroad.province)
    expect(await stranger.put(address, body)).toMatchObject({ status: 404, body: { code: 'campaign-unit.not-found' } })
  })

  it('is offered and accepted only while the external assessment has not begun', async () => {
    const { school, otherCommune } = api.world
    const road = await aRoad(tester, 'MAU-DUONG')
    await road.assessing(school)
    const unit = (await unitsOf(road.campaign)).find((one) => one.unit.id === school.id)
    expect(unit?.actions).toEqual([])
    const body = { version: unit?.version, assessorUnitId: otherCommune.id }
    expect(await planner.put(`/campaign-units/${unit?.id}/assessor`, body)).toMatchObject({
      status: 409,
      body: { code: 'campaign-unit.wrong-state' },
    })
  })
})
