import { beforeAll, describe, expect, it } from 'vitest'
import { deskReview, moveMinutes } from '../../../test/closing.ts'
import { documentsOf } from '../../../test/documents.ts'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aList, aRoad, ok } from '../../../test/road.ts'
import { aTeam, aVisit } from '../../../test/teams.ts'
import type { UnitRow } from '../org/index.ts'

const tester = testApi()
const { api, as } = tester
const { bytes, make, offers, said } = documentsOf(tester)
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
    const [minutes] = (await ok(teamHead.put(path, { version: 0, content: deskReview, correction: null }))).items
    expect((await make(teamHead, 'visit-minutes', file)).body.code).toBe('visit-minutes.not-found')
    expect((await make(teamHead, 'visit-minutes', minutes)).body.code).toBe('document.nothing-to-say')
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
    const { document, text } = await said(teamMember, 'visit-minutes', minutes)
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
    const answered = await said(teamHead, 'visit-minutes', minutes)
    expect(answered.document.version).toBe(2)
    expect(answered.text).toContain('Chưa nhất trí')
    expect(answered.text).toContain('hai minh chứng bổ sung')
    expect((await make(head, 'visit-minutes', minutes)).status).toBe(403)
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
    expect(await offers(head, mine, 'recognition')).toMatchObject([{ kind: 'certificate', mayMake: false }])
    const theirs = items.find((item: { submissionId: string }) => item.submissionId !== files[0]?.id)
    expect((await head.get(`/documents?subject=recognition&subjectId=${theirs.id}`)).status).toBe(404)
    for (const { document } of [decided, all]) expect((await bytes(head, document)).status).toBe(404)
    expect(await offers(head, decision, 'recognition-decision')).toEqual([])
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
