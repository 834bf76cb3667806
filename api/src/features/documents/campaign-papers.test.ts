import { beforeAll, describe, expect, it } from 'vitest'
import { documentsOf } from '../../../test/documents.ts'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { bytes, make, said } = documentsOf(tester)
let road: Awaited<ReturnType<typeof aRoad>>
beforeAll(async () => {
  const school = await aUnit(api.db, api.world.commune)
  road = await aRoad(tester)
  const { file } = await road.nominated(school)
  await ok(road.people.leader.post('/recognition-decisions', road.decision([file])))
})

describe('the plan and the report of a campaign', () => {
  it('each body has its own, counted by itself; the number that came with a plan is not given again', async () => {
    const { planner, leader } = road.people
    const milestone = {
      ...{
        tier: 'school',
        code: 'III.1',
        task: 'Tự đánh giá và phê duyệt',
        startsOn: '2026-12-01',
        dueOn: '2027-01-15',
      },
      ...{
        deliverables: ['self-assessment', 'request'],
        required: true,
        lateness: 'mark',
        reminderDays: [],
        before: null,
      },
    }
    await ok(planner.post(`/campaigns/${road.campaign.id}/milestones`, milestone))
    const ofProvince = await said(planner, 'campaign-plan', road.campaign)
    for (const part of [
      'Tự đánh giá và phê duyệt',
      'Từ 01/12/2026 đến 15/01/2027',
      'Tự đánh giá; Đề nghị đánh giá ngoài',
    ])
      expect(ofProvince.text).toContain(part)
    const ofBody = await said(leader, 'campaign-plan', road.campaign)
    expect([ofProvince, ofBody].map(({ document }) => [document.issuer.id, document.version])).toEqual([
      [api.world.province.id, 1],
      [api.world.commune.id, 1],
    ])
    const numbered = await ok(
      leader.post(`/documents/${ofBody.document.id}/numbers`, { number: null, signedOn: '2026-11-20' }),
    )
    expect(numbered).toMatchObject({ version: 2, number: 1 })
    const written = { version: 0, title: 'Kế hoạch của xã', number: '77/KH-UBND', issuedOn: '2026-11-18' }
    await ok(leader.put(`/campaigns/${road.campaign.id}/plan`, written))
    const { document } = await said(leader, 'campaign-plan', road.campaign)
    expect(document).toMatchObject({ version: 3, symbol: '77/KH-UBND', signedOn: '2026-11-18' })
    expect(
      (await leader.post(`/documents/${document.id}/numbers`, { number: null, signedOn: '2026-11-20' })).body.code,
    ).toBe('document.not-numbered')
    // Who stands below reads the plan; another body does not.
    expect((await bytes(await as('school-head'), document)).status).toBe(200)
    expect((await bytes(await as('managing-body-leader', api.world.otherCommune), document)).status).toBe(404)
  })

  it('a report counts what the lists show, and goes upwards only', async () => {
    const { leader, planner } = road.people
    const { items } = await ok(leader.get(`/submissions?campaignId=${road.campaign.id}&limit=200`))
    const { document, text } = await said(leader, 'summary-report', road.campaign)
    const recognised = items.filter((one: { recognisedLevel: number | null }) => one.recognisedLevel !== null).length
    const two = (count: number) => String(count).padStart(2, '0')
    expect(text).toContain(`Tổng số đơn vị tham gia: ${two(items.length)};`)
    expect(text).toContain(`Được công nhận: ${two(recognised)};`)
    expect(recognised).toBeGreaterThan(0)
    for (const { unit } of items) expect(text).toContain(unit.name)
    const numbered = await ok(
      leader.post(`/documents/${document.id}/numbers`, { number: null, signedOn: '2026-11-22' }),
    )
    expect(numbered.symbol).toMatch(/^01\/BC-/)
    expect((await bytes(planner, document)).status).toBe(200)
    const head = await as('school-head')
    expect((await make(head, 'summary-report', road.campaign)).body.code).toBe('document.nothing-to-say')
    expect((await bytes(head, document)).status).toBe(404)
  })
})

describe('the minutes of a supervision and of handing over', () => {
  it('the province draws its minutes up from the draft on; the unit does not read them before', async () => {
    const { planner } = road.people
    const record = await ok(
      planner.post('/supervision-records', {
        ...{
          campaignId: road.campaign.id,
          unitId: api.world.school.id,
          number: '05/BB-SGDĐT',
          checkedOn: '2026-11-20',
        },
        ...{
          place: 'Tại trường',
          present: [{ name: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' }],
          minutes: 'Đoàn đã xem hồ sơ.',
        },
        findings: [
          {
            ...{ criterion: '1.2', evidenceId: null, severity: 'minor', text: 'Kế hoạch chưa có ngày' },
            followUp: { unitId: api.world.school.id, due: '2026-12-01', action: 'Bổ sung ngày ban hành' },
          },
        ],
      }),
    )
    const { document, text } = await said(planner, 'supervision-minutes', record)
    for (const part of [
      'Tiêu chí 1.2',
      'Cần khắc phục',
      'Bổ sung ngày ban hành',
      '01/12/2026',
      'Nguyễn Văn Mẫu – Hiệu trưởng',
    ])
      expect(text).toContain(part)
    const head = await as('school-head')
    expect((await head.get(`/documents?subject=supervision-record&subjectId=${record.id}`)).status).toBe(404)
    await ok(planner.post(`/supervision-records/${record.id}/closing`, { version: record.version }))
    expect((await bytes(head, document)).status).toBe(404)
  })

  it('both bodies, and the province, draw up what changed hands between them', async () => {
    const { commune, otherCommune } = api.world
    const school = await aUnit(api.db, commune)
    const way = await aRoad(tester, 'MAU-BAN-GIAO')
    expect(await way.fileOf(school)).toBeDefined()
    const administrator = await as('province-administrator')
    const { version } = await ok(administrator.get(`/units/${school.id}`))
    const change = await ok(
      administrator.post('/unit-changes', {
        ...{ kind: 'move', effectiveOn: '2026-11-01', decisionNumber: '9/QĐ', decisionDate: '2026-10-20', note: '' },
        units: [{ unitId: school.id, version, parentId: otherCommune.id }],
      }),
    )
    for (const who of [
      administrator,
      await as('managing-body-leader', commune),
      await as('managing-body-leader', otherCommune),
    ]) {
      const { document, text } = await said(who, 'handover-minutes', change)
      expect(document.version).toBe(1)
      for (const part of [
        school.name,
        commune.name,
        otherCommune.name,
        'Quyết định số 9/QĐ ngày 20 tháng 10 năm 2026',
        'ngày 01 tháng 11 năm 2026',
        'MAU-BAN-GIAO',
      ])
        expect(text).toContain(part)
    }
    const third = await aUnit(api.db, api.world.province, { type: 'commune-office' })
    expect((await make(await as('managing-body-leader', third), 'handover-minutes', change)).status).toBe(404)
  })
})
