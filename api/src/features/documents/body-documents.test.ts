import { TemplateHandler } from 'easy-template-x'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskReview, moveMinutes } from '../../../test/closing.ts'
import { expectSound } from '../../../test/docx.ts'
import { aUnit } from '../../../test/factories.ts'
import type { UnitRow } from '../org/index.ts'
import { testApi } from '../../../test/harness.ts'
import { aList, aRoad, ok, type Person } from '../../../test/road.ts'
import { aTeam, aVisit } from '../../../test/teams.ts'

const tester = testApi()
const { api, as } = tester
let road: Awaited<ReturnType<typeof aRoad>>
const schools: UnitRow[] = []
/** A school of the campaign about which nothing has happened. */
const fresh = () => {
  const school = schools.pop()
  if (!school) throw new Error('There are fewer schools than tests want')
  return school
}
beforeAll(async () => {
  for (let left = 6; left > 0; left--) schools.push(await aUnit(api.db, api.world.commune))
  road = await aRoad(tester)
})

type Subject = { id: string }
const make = (who: Person, kind: string, { id }: Subject) => who.post('/documents', { kind, subjectId: id })
const offers = async (who: Person, subject: string, { id }: Subject) =>
  (await ok(who.get(`/documents?subject=${subject}&subjectId=${id}`))).items
async function bytes(who: Person, { id }: Subject, format = 'docx') {
  const address = `${api.url}/api/v1/documents/${id}/file?format=${format}`
  const reply = await fetch(address, { headers: { authorization: `Bearer ${who.token}` } })
  return { status: reply.status, content: Buffer.from(await reply.arrayBuffer()) }
}
/** Made, whole, without a hole in it, and what it says. */
async function said(who: Person, kind: string, subject: Subject) {
  const document = await ok(make(who, kind, subject))
  const { content } = await bytes(who, document)
  expectSound(content)
  const text = await new TemplateHandler().getText(content)
  expect(text).not.toMatch(/[{}]|undefined|null|NaN/)
  return { document, content, text }
}

describe('the decision about a team', () => {
  it('names its members with their units, and where they go when; a school of no concern finds nothing', async () => {
    const { campaignUnitId } = await ok(
      road.people.officer.get(`/submissions/${(await road.fileOf(api.world.school)).id}`),
    )
    const { team, organiser, members, assign } = await aTeam(tester, road.campaign)
    await assign([campaignUnitId])
    await ok(organiser.post(`/assessment-teams/${team.id}/visits`, aVisit(campaignUnitId, members)))
    const { document, text } = await said(organiser, 'team-decision', team)
    expect(document).toMatchObject({ symbol: '12/QĐ-UBND', signedOn: '2026-11-20', number: null, formats: ['docx'] })
    const { people } = await ok(organiser.get(`/assessment-teams/${team.id}`))
    for (const part of [
      `Về việc thành lập ${team.name}`,
      `${team.name} gồm 03 thành viên`,
      ...people.flatMap((one: { fullName: string; unit: { name: string } }) => [one.fullName, one.unit.name]),
      api.world.school.name,
      '8 giờ 00, ngày 02/3/2027, Phòng họp của trường',
      'Trần Thị Mẫu',
    ])
      expect(text).toContain(part)
    const stranger = await as('school-head', api.world.secondSchool)
    expect(await make(stranger, 'team-decision', team)).toMatchObject({ status: 404, body: { code: 'team.not-found' } })
    expect((await bytes(stranger, document)).status).toBe(404)
    expect((await make(road.people.planner, 'team-decision', team)).status).toBe(403)
  })
})

describe('the minutes of the work at a unit', () => {
  it('are drawn up by the team once the unit was shown them; what is still a draft is no paper', async () => {
    const school = fresh()
    const { file, teamHead, teamMember, head } = await road.assessing(school)
    const path = `/submissions/${file.id}/visit-minutes`
    await ok(teamHead.put(path, { version: 0, content: deskReview, correction: null }))
    expect((await make(teamHead, 'visit-minutes', file)).body.code).toBe('document.nothing-to-say')
    await ok(
      teamHead.put(path, {
        version: 1,
        content: { ...deskReview, kind: 'visit', ofSchool: [{ name: 'Lê Minh Hoạ', office: 'Hiệu trưởng' }] },
        correction: null,
      }),
    )
    await ok(
      moveMinutes(teamHead, file, 'show', 2, {
        answerDue: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
      }),
    )
    // The secretary comes from a school: who writes the minutes draws them up.
    const { document, text } = await said(teamMember, 'visit-minutes', file)
    expect(document.issuer.id).toBe(api.world.commune.id)
    for (const part of [
      'BIÊN BẢN LÀM VIỆC',
      'Lê Minh Hoạ – Hiệu trưởng',
      'Đối chiếu phiếu với minh chứng',
      'ngày 20 tháng 11 năm 2026',
      school.name,
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Ý kiến của đơn vị')
    await ok(moveMinutes(head, file, 'answer', 3, { agrees: false, view: 'Đề nghị ghi nhận\nhai minh chứng bổ sung' }))
    const answered = await said(teamHead, 'visit-minutes', file)
    expect(answered.document.version).toBe(2)
    expect(answered.text).toContain('Chưa nhất trí')
    expect(answered.text).toContain('hai minh chứng bổ sung')
    expect((await make(head, 'visit-minutes', file)).status).toBe(403)
    expect((await bytes(head, document)).status).toBe(200)
  })
})

describe('a list, its decision and the certificates', () => {
  it('say of each unit what the API says; schools get their certificate, not the papers on all', async () => {
    const [one, other] = [fresh(), fresh()]
    const files = [(await road.assessed(one)).file, (await road.assessed(other, { self: 60 })).file]
    const { officer, leader } = road.people
    const list = await aList(officer, road.campaign.id, files)
    const listed = await said(officer, 'nomination-list', list)
    expect(listed.document).toMatchObject({ symbol: list.number, formats: ['docx', 'pdf'] })
    for (const part of [
      'gồm 02 đơn vị',
      'Mức độ 3 (Đáp ứng tốt): 01 đơn vị',
      'Mức độ 2 (Đáp ứng cơ bản): 01 đơn vị',
      one.name,
      other.name,
    ])
      expect(listed.text).toContain(part)

    const now = await Promise.all(files.map(({ id }) => ok(leader.get(`/submissions/${id}`))))
    const decision = await ok(
      leader.post(
        '/recognition-decisions',
        road.decision(now, { number: '31/QĐ-UBND', office: 'KT. Chủ tịch, Phó Chủ tịch' }),
      ),
    )
    const decided = await said(leader, 'recognition-decision', decision)
    expect(decided.document).toMatchObject({ symbol: '31/QĐ-UBND', signedOn: '2026-11-20' })
    for (const part of [
      'Công nhận mức độ chuyển đổi số năm học 2026–2027 của 02 đơn vị',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      ...decision.items.flatMap((item: { certificateNumber: string; unit: { name: string; code: string } }) => [
        item.certificateNumber,
        item.unit.name,
        item.unit.code,
      ]),
    ])
      expect(decided.text).toContain(part)

    const all = await said(leader, 'certificates', decision)
    const { items } = await ok(leader.get(`/recognition-decisions/${decision.id}/certificates`))
    for (const item of items)
      for (const part of [
        item.number,
        item.unitName,
        `Đạt mức độ ${item.level}: ${item.levelName}`,
        `http://localhost:3000/chung-nhan/${item.number}`,
      ])
        expect(all.text).toContain(part)
    const paper = await bytes(leader, all.document, 'pdf')
    // One page each.
    expect(paper.content.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(items.length)

    const head = await as('school-head', one)
    const mine = items.find((item: { submissionId: string }) => item.submissionId === files[0]?.id)
    const certificate = await ok(make(leader, 'certificate', mine))
    expect(certificate.symbol).toBe(mine.number)
    expect((await bytes(head, certificate, 'pdf')).content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await offers(head, 'recognition', mine)).toMatchObject([{ kind: 'certificate', mayMake: false }])
    const theirs = items.find((item: { submissionId: string }) => item.submissionId !== files[0]?.id)
    expect((await head.get(`/documents?subject=recognition&subjectId=${theirs.id}`)).status).toBe(404)
    for (const { document } of [decided, all]) expect((await bytes(head, document)).status).toBe(404)
    expect(await offers(head, 'recognition-decision', decision)).toEqual([])
    expect((await bytes(road.people.planner, decided.document)).status).toBe(200)
  })

  it('a correction and a revocation speak in their own words; what was made before stays as it was', async () => {
    const unit = fresh()
    const { leader } = road.people
    const { file } = await road.nominated(unit)
    const decision = await ok(leader.post('/recognition-decisions', road.decision([file], { number: '32/QĐ-UBND' })))
    const before = await said(leader, 'certificates', decision)
    const current = await ok(leader.get(`/submissions/${file.id}`))
    const items = [{ submissionId: file.id, version: current.version, unitName: 'Trường Mẫu Đúng Tên' }]
    const signature = { signedOn: '2026-11-21', signatory: 'Trần Thị Mẫu', office: 'Chủ tịch' }
    const correction = await ok(
      leader.post(`/recognition-decisions/${decision.id}/corrections`, {
        ...signature,
        number: '33/QĐ-UBND',
        reason: 'Ghi nhầm tên.',
        items,
      }),
    )
    const corrected = await said(leader, 'recognition-decision', correction)
    for (const part of [
      'đính chính quyết định công nhận',
      'số 32/QĐ-UBND ngày 20 tháng 11 năm 2026',
      'Lý do: Ghi nhầm tên. Mức độ',
      'Trường Mẫu Đúng Tên',
      decision.items[0].certificateNumber,
      correction.items[0].certificateNumber,
    ])
      expect(corrected.text).toContain(part)
    expect((await make(leader, 'certificates', decision)).body.code).toBe('document.nothing-to-say')
    expect((await bytes(leader, before.document)).content.equals(before.content)).toBe(true)
    expect((await said(leader, 'certificates', correction)).text).toContain(
      'Được đính chính theo Quyết định số 33/QĐ-UBND',
    )

    const { version } = await ok(leader.get(`/submissions/${file.id}`))
    const revocation = await ok(
      leader.post(`/recognition-decisions/${decision.id}/revocations`, {
        ...signature,
        number: '34/QĐ-UBND',
        reason: 'Minh chứng không đúng',
        items: [{ submissionId: file.id, version }],
      }),
    )
    const revoked = await said(leader, 'recognition-decision', revocation)
    expect(revoked.text).toContain('Thu hồi việc công nhận')
    expect(revoked.text).toContain(unit.name)
    const { items: certificates } = await ok(leader.get(`/submissions/${file.id}/recognitions`))
    expect((await said(leader, 'certificate', certificates[0])).text).toContain(
      'đã bị thu hồi theo Quyết định số 34/QĐ-UBND',
    )
  })

  it('a refusal gives its reason, under a number of the register', async () => {
    const unit = fresh()
    const { leader } = road.people
    const { file, head } = await road.nominated(unit)
    expect((await make(leader, 'refusal-notice', file)).body.code).toBe('document.nothing-to-say')
    await ok(
      leader.post(`/submissions/${file.id}/refusal`, {
        version: file.version,
        reason: 'Minh chứng của tiêu chí 1.2\nkhông còn hiệu lực',
      }),
    )
    const { document, text } = await said(leader, 'refusal-notice', file)
    expect(text).toContain('không còn hiệu lực')
    const dated = (signedOn: string) => leader.post(`/documents/${document.id}/numbers`, { number: null, signedOn })
    expect((await dated('2126-11-22')).body.code).toBe('document.in-the-future')
    const numbered = await ok(dated('2026-11-22'))
    expect(numbered.symbol).toMatch(/^01\/TB-/)
    expect((await bytes(head, numbered)).status).toBe(200)
  })
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
