import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aPlanningProvince } from '../../../test/campaigns.ts'
import { aProvince } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { made, plan, within, opened, unitsOf, namesOf } = aPlanningProvince(tester)

describe('POST /campaigns', () => {
  it('lets every unit of the province whose kind has a set take part, assessed by its direct superior', async () => {
    const { commune, district, province, school, secondSchool, districtSchool, highSchool } = api.world
    const campaign = await opened()
    expect(campaign).toMatchObject({
      unitCount: 4,
      actions: ['change', 'add-units', 'repeat', 'plan', 'close'],
      province: { id: province.id },
    })
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
    const { items } = await ok(made.planner.get(`/submissions?campaignId=${campaign.id}&limit=200`))
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
    const privates = await made.planner.post('/campaigns', plan(within({ ownerships: ['non-public'] })))
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
      sets: [{ indicatorSetId: made.bodies.id, unitTypes: ['district-office', 'commune-office'] }],
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
    const replies = await Promise.all([made.planner.post('/campaigns', body), made.planner.post('/campaigns', body)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('campaign.title-taken')
    expect((await made.planner.post('/campaigns', { ...body, schoolYear: '2027-2028' })).status).toBe(200)
  })

  it.each([
    [
      'dates that do not follow each other',
      () => ({ externalAssessmentDue: '2027-01-30' }),
      'campaign.dates-out-of-order',
    ],
    [
      'two sets for one kind of unit',
      () => ({ sets: [1, 2].map(() => ({ indicatorSetId: made.schools.id, unitTypes: ['primary'] })) }),
      'campaign.set-twice-for-type',
    ],
    [
      'a set for a kind it does not apply to',
      () => ({ sets: [{ indicatorSetId: made.schools.id, unitTypes: ['kindergarten'] }] }),
      'campaign.set-unfit-for-type',
    ],
    [
      'a draft',
      () => ({ sets: [{ indicatorSetId: made.draft.id, unitTypes: ['primary'] }] }),
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
        sets: [{ indicatorSetId: made.bodies.id, unitTypes: ['commune-office'] }],
        assessors: [{ unitId: api.world.commune.id, assessorUnitId: api.world.commune.id }],
      }),
      'campaign.assessor-unfit',
    ],
  ])('refuses %s, in the preview and in earnest', async (_what, over, code) => {
    for (const address of ['/campaigns', '/campaigns/preview'])
      expect((await made.planner.post(address, plan(over()))).body).toMatchObject({ code })
  })

  it('does not use a set of another province', async () => {
    const abroad = await as('province-officer', api.world.abroad.province)
    expect(await abroad.post('/campaigns', plan())).toMatchObject({
      status: 404,
      body: { code: 'indicator-set.not-found', errors: [{ path: '/sets/0/indicatorSetId' }] },
    })
  })

  it('opens for 1,200 units in one transaction', async () => {
    const large = await aProvince(api.db, 'Rất Lớn')
    await api.db.execute(sql`
      insert into units (id, parent_id, path, code, name, type, ownership)
      select id, ${large.commune.id}::uuid, ${large.commune.path}::ltree || replace(id::text, '-', '')::ltree,
        'LON-' || at, 'Trường Tiểu học Rất Lớn ' || at, 'primary', 'public'
      from (select gen_random_uuid() as id, at from generate_series(1, 1200) at) many`)
    const officer = await as('province-officer', large.province)
    const set = await ok(officer.post('/indicator-sets', shortSet('MAU-LON')))
    await ok(officer.post(`/indicator-sets/${set.id}/publish`, { revision: 1 }))
    const campaign = await opened({ sets: [{ indicatorSetId: set.id, unitTypes: ['primary'] }] }, officer)
    expect(campaign.unitCount).toBe(1202)
  })
})

describe('POST /campaigns/preview', () => {
  it('says who would take part, who would assess whom and who has no set; and changes nothing', async () => {
    const body = plan()
    const preview = await ok(made.planner.post('/campaigns/preview', body))
    expect(preview.unitCount).toBe(4)
    expect(preview.byType).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'primary',
          count: 2,
          set: expect.objectContaining({ id: made.schools.id }),
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
    expect((await made.planner.post('/campaigns', body)).status).toBe(200)
  })

  it('hints at campaigns of the same school year that have some of the units already, and at no others', async () => {
    const { commune, school, secondSchool } = api.world
    const hints = async (schoolYear: string, over = within({ withinUnitIds: [commune.id] })) =>
      (await ok(made.planner.post('/campaigns/preview', { ...plan(over), schoolYear }))).alreadyIn
    expect(await hints('2031-2032')).toEqual([])
    const first = await opened({ ...within({ withinUnitIds: [school.id] }), schoolYear: '2031-2032' })
    const { id, title } = first
    expect(await hints('2031-2032')).toEqual([{ campaign: { id, title, closed: false }, count: 1 }])
    expect(await hints('2032-2033')).toEqual([])
    expect(await hints('2031-2032', within({ withinUnitIds: [secondSchool.id] }))).toEqual([])

    await ok(made.planner.post(`/campaigns/${id}/closing`, { version: first.version }))
    expect(await hints('2031-2032')).toEqual([{ campaign: { id, title, closed: true }, count: 1 }])
  })
})
