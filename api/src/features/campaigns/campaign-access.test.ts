import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aPlanningProvince } from '../../../test/campaigns.ts'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { made, within, opened, unitsOf, namesOf } = aPlanningProvince(tester)

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
    const first = await ok(made.planner.get('/campaigns?limit=1'))
    const second = await ok(made.planner.get(`/campaigns?limit=1&cursor=${first.nextCursor}`))
    expect([first.items[0].id, second.items[0].id]).toEqual([newer.id, older.id])
  })

  it('its units are found without accents, and by who assesses them', async () => {
    const campaign = await opened()
    const found = await ok(made.planner.get(`/campaigns/${campaign.id}/units?q=thcs%20minh`))
    expect(namesOf(found.items)).toEqual([api.world.secondSchool.name])
    const of = await ok(made.planner.get(`/campaigns/${campaign.id}/units?assessorUnitId=${api.world.province.id}`))
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
    const changed = await ok(made.planner.put(`/campaigns/${campaign.id}`, change(campaign)))
    expect(changed).toMatchObject({ selfAssessmentDue: '2027-02-14', version: campaign.version + 1 })
    expect(await made.planner.put(`/campaigns/${campaign.id}`, change(campaign))).toMatchObject({
      status: 409,
      body: { code: 'campaign.stale' },
    })
    const { rows } = await api.db.execute(
      sql`select action, changes, actor_name from campaign_events where campaign_id = ${campaign.id} order by at`,
    )
    expect(rows).toEqual([
      { action: 'opened', changes: {}, actor_name: made.planner.person.fullName },
      {
        action: 'changed',
        changes: { selfAssessmentDue: ['2027-01-31', '2027-02-14'] },
        actor_name: made.planner.person.fullName,
      },
    ])
  })

  it('keeps dates in order and titles apart', async () => {
    const [campaign, other] = [await opened(), await opened()]
    const address = `/campaigns/${campaign.id}`
    const early = change(campaign, { externalAssessmentDue: '2027-02-13' })
    expect((await made.planner.put(address, early)).body.code).toBe('campaign.dates-out-of-order')
    const same = change(campaign, { title: other.title })
    expect((await made.planner.put(address, same)).body.code).toBe('campaign.title-taken')
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
    const replies = await Promise.all([made.planner.post(address, body), made.planner.post(address, body)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('campaign-unit.exists')
    const { items } = await ok(made.planner.get(`/submissions?campaignId=${campaign.id}&limit=200`))
    expect(items).toHaveLength(4)
    const direct = { unitId: (await aUnit(api.db, province)).id, assessorUnitId: null }
    expect(await ok(made.planner.post(address, direct))).toMatchObject({ assessor: { id: province.id } })
  })

  it('refuses units without a set, of other provinces, and unfit assessors', async () => {
    const { otherSchool, school, secondSchool, abroad } = api.world
    const campaign = await opened(within({ exceptUnitIds: [school.id] }))
    const add = async (unitId: string, assessorUnitId: string | null = null) =>
      (await made.planner.post(`/campaigns/${campaign.id}/units`, { unitId, assessorUnitId })).body.code
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
    expect(unit.actions).toEqual(['change-assessor', 'take-out'])
    const address = `/campaign-units/${unit.id}/assessor`
    const body = { version: unit.version, assessorUnitId: otherCommune.id }
    expect(await ok(made.planner.put(address, body))).toMatchObject({ assessor: { id: otherCommune.id } })
    expect(await made.planner.put(address, body)).toMatchObject({ status: 409, body: { code: 'campaign.stale' } })
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
    expect(await made.planner.put(`/campaign-units/${unit?.id}/assessor`, body)).toMatchObject({
      status: 409,
      body: { code: 'campaign-unit.wrong-state' },
    })
  })
})

describe('units that come to be while a campaign runs', () => {
  type Listed = { items: { id: string; name: string }[]; total: number }
  const fitting = ({ id }: { id: string }): Promise<Listed> => ok(made.planner.get(`/campaigns/${id}/fitting-units`))

  it('are proposed to the province that runs it, and come in with one call', async () => {
    const campaign = await opened(within({ ownerships: ['public'] }))
    expect(await fitting(campaign)).toEqual({ items: [], total: 0 })
    const fresh = await aUnit(api.db, api.world.commune, { name: 'Trường THCS Minh Hoạ sau sáp nhập' })
    await aUnit(api.db, api.world.commune, { name: 'Trường tư mới', ownership: 'non-public' })
    await aUnit(api.db, api.world.commune, { name: 'Trường mầm non mới', type: 'preschool' })
    expect(await fitting(campaign)).toMatchObject({ items: [{ id: fresh.id }], total: 1 })
    await ok(made.planner.post(`/campaigns/${campaign.id}/units`, { unitId: fresh.id, assessorUnitId: null }))
    expect((await fitting(campaign)).total).toBe(0)

    const officer = await as('managing-body-officer')
    expect((await officer.get(`/campaigns/${campaign.id}/fitting-units`)).status).toBe(403)
    const stranger = await as('province-leader', api.world.abroad.province)
    expect((await stranger.get(`/campaigns/${campaign.id}/fitting-units`)).status).toBe(404)
  })

  it('are proposed only where the plan looks, and not when they were left out on purpose', async () => {
    const { otherCommune, commune } = api.world
    const campaign = await opened(within({ withinUnitIds: [commune.id] }))
    await aUnit(api.db, otherCommune, { name: 'Trường ngoài địa bàn' })
    expect((await fitting(campaign)).total).toBe(0)
    const [first] = await unitsOf(campaign)
    const out = { version: first?.version, reason: 'Trường tạm dừng' }
    await ok(made.planner.post(`/campaign-units/${first?.id}/taking-out`, out))
    expect((await fitting(campaign)).total).toBe(0)
  })
})
