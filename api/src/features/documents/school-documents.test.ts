import { beforeAll, describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { aRequest } from '../../../test/requests.ts'
import { ok, score, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const drawn = documentsOf(tester)
const { bytes, make, refused, offer, textOf } = drawn
const { withCouncil, fill, minutesOf } = councilsOf(tester)
type School = Awaited<ReturnType<typeof withCouncil>>
let register: string
let school: School
let meeting: { id: string }
beforeAll(async () => {
  school = await withCouncil()
  const { campaignUnitId } = await ok(school.head.get(school.path))
  register = `/campaign-units/${campaignUnitId}/evidence`
})

const said = (kind: string) => drawn.said(school.head, kind, school.file)
const move = async (one: Person, action: string, reason: string | null = null) =>
  one.post(`${school.path}/transitions`, { action, version: (await ok(one.get(school.path))).version, reason })
const link = (who: Person, criterion: string, title: string) =>
  who.post(`${register}/links`, {
    ...{ criterion, title, url: 'https://truong.example/minh-chung' },
    note: 'Trang 3',
    about: {
      ...{ documentKind: 'plan', number: '12/KH-THMH', issuedOn: '2026-09-05', issuer: 'Trường Mẫu' },
      ...{ validFrom: null, validUntil: null },
    },
  })

describe('the papers of a school, along its way', () => {
  it('say nothing before there is something to say', async () => {
    for (const kind of [
      'self-assessment-plan',
      'evidence-register',
      'assessment-sheet',
      'approval-decision',
      'self-assessment-report',
      'assessment-request',
    ])
      expect([kind, await refused(school.head, kind, school.file)]).toEqual([kind, 'document.nothing-to-say'])
  })

  it('the plan has the steps of the council, its members and whose each criterion is; its number is of the register', async () => {
    const { head, path, council } = school
    const [, secretary] = council.decision.members
    const step = { kind: 'evidence', title: '', from: '2026-11-10', to: '2026-12-20', responsible: secretary.id }
    const { version } = await ok(head.get(`${path}/council`))
    await ok(head.put(`${path}/council/plan`, { version, steps: [step] }))
    const { document, text } = await said('self-assessment-plan')
    for (const part of [
      'KẾ HOẠCH',
      'Quyết định số 05/QĐ-THMH ngày 02/11/2026',
      'Thu thập minh chứng',
      '10/11/2026 – 20/12/2026',
      secretary.name,
      'PHÂN CÔNG THỰC HIỆN CÁC TIÊU CHÍ',
      'THỦ TRƯỞNG ĐƠN VỊ',
      school.first.person.fullName,
    ])
      expect(text).toContain(part)
    const numbered = await ok(head.post(`/documents/${document.id}/numbers`, { number: null, signedOn: '2026-11-09' }))
    expect(numbered).toMatchObject({ version: 2, number: 1, signedOn: '2026-11-09' })
    expect(numbered.symbol).toMatch(/^01\/KH-/)
    expect((await said('self-assessment-plan')).document.id).toBe(numbered.id)
  })

  it('the register lists every piece with number, date, issuer and criteria, as DOCX and PDF', async () => {
    const { first } = school
    await ok(link(first, '1.2', 'Kế hoạch ứng dụng phần mềm'))
    await ok(link(first, '1.2', 'Biên bản bàn giao <thiết bị> & phần mềm'))
    const { document, text } = await said('evidence-register')
    for (const part of [
      'DANH MỤC MINH CHỨNG',
      '[H1-1.2-01]',
      'Kế hoạch ứng dụng phần mềm',
      'Biên bản bàn giao <thiết bị> & phần mềm',
      'Số 12/KH-THMH ngày 05/09/2026',
      'Trường Mẫu',
      'https://truong.example/minh-chung; Trang 3',
      'có 02 minh chứng',
      'THƯ KÝ HỘI ĐỒNG',
      school.secretary.person.fullName,
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Số: ')
    expect(document.formats).toEqual(['docx', 'pdf'])
    const { content } = await bytes(school.head, document, 'pdf')
    expect(content.subarray(0, 5).toString()).toBe('%PDF-')

    await ok(link(first, '1.3', 'Ảnh phòng máy'))
    const before = (await bytes(school.head, document)).content
    const next = await said('evidence-register')
    expect(next.document.version).toBe(2)
    expect(next.text).toContain('Ảnh phòng máy')
    expect((await bytes(school.head, document)).content.equals(before)).toBe(true)
  })

  it('the sheet has every line with its points, what each group comes to and its level', async () => {
    await fill(school)
    const { text } = await said('assessment-sheet')
    const { selfResult } = await ok(school.head.get(school.path))
    expect(selfResult).toMatchObject({ total: 160, level: 3 })
    for (const part of [
      'PHIẾU TỰ ĐÁNH GIÁ',
      '160/200 điểm; Mức độ 3 (Đáp ứng tốt)',
      'Nhóm 1. Dạy, học',
      'Cộng nhóm 1: 80/100 điểm, Mức độ 3 (Đáp ứng tốt).',
      'Nhóm 2. Quản trị',
      'Cộng nhóm 2: 80/100 điểm',
      '[H1-1.2-01], [H1-1.2-02]',
      'Điều kiện',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Đánh giá ngoài')
  })

  it('the minutes are those both officers signed: who was there, what differed, what was agreed', async () => {
    const { first, second, secretary, says, path } = school
    await ok(says(first, '1.2', score(50)))
    await ok(says(second, '1.2', score(30.5), 0, 'Chưa dùng học kỳ I'))
    const item = { criterion: '1.2', version: 1, answer: score(40.25), reason: 'Minh chứng đủ cho mức này' }
    await ok(secretary.post(`${path}/council/settlements`, { items: [item] }))
    const draft = await ok(secretary.post(`${path}/council/minutes`, { corrects: null, reason: null }))
    expect(await refused(school.head, 'council-minutes', draft)).toBe('document.nothing-to-say')
    expect(await refused(school.road.people.officer, 'council-minutes', draft)).toBe('council-minutes.not-found')
    await ok(secretary.delete(`${path}/council/minutes/${draft.id}`))

    meeting = (await minutesOf(school)).closed
    const { document, text } = await drawn.said(school.head, 'council-minutes', meeting)
    for (const part of [
      'BIÊN BẢN',
      'Số: 01/BB',
      '14 giờ 00 phút, ngày 20 tháng 11 năm 2026',
      'Có mặt 05/05 thành viên',
      'Thống nhất từng tiêu chí',
      `${second.person.fullName}: 30,5 (Chưa dùng học kỳ I)`,
      '40,25',
      'Minh chứng đủ cho mức này',
      '05 tán thành, 0 không tán thành, 0 ý kiến khác',
      'Hội đồng nhất trí kết quả tự đánh giá',
      'BẢNG ĐIỂM HỘI ĐỒNG THỐNG NHẤT',
      '70,25/100',
    ])
      expect(text).toContain(part)
    expect(document).toMatchObject({ symbol: '01/BB', signedOn: '2026-11-20' })
  })

  it('the decision that approves has its number, date and signatory, and counts as long as it holds', async () => {
    const { head, secretary, path, file } = school
    await ok(move(secretary, 'finish'))
    expect(await refused(head, 'approval-decision', file)).toBe('document.nothing-to-say')
    const { version } = await ok(head.get(path))
    await ok(
      head.post(`${path}/approval`, {
        ...{
          version,
          number: '12/QĐ-THMH',
          signedOn: '2026-11-21',
          signatory: 'Nguyễn Văn Mẫu',
          office: 'Hiệu trưởng',
        },
        ...{ note: null, withoutCouncil: null },
      }),
    )
    const { document, text } = await said('approval-decision')
    for (const part of [
      'Số: 12/QĐ-THMH',
      'ngày 21 tháng 11 năm 2026',
      'Biên bản họp số 01/BB ngày 20/11/2026',
      'Điều 1. Phê duyệt kết quả tự đánh giá',
      '150,25/200 điểm, Mức độ 2 (Đáp ứng cơ bản)',
      'Các điều kiện bắt buộc đều đạt.',
      'HIỆU TRƯỞNG',
      'Nguyễn Văn Mẫu',
    ])
      expect(text).toContain(part)
    expect(document).toMatchObject({ symbol: '12/QĐ-THMH', number: null, signedOn: '2026-11-21' })
    const numbering = { number: null, signedOn: '2026-11-21' }
    expect(await head.post(`/documents/${document.id}/numbers`, numbering)).toMatchObject({
      body: { code: 'document.not-numbered' },
    })
  })

  it('the report has the parts of the plan, with what the system knows; what is not written has room', async () => {
    const { text } = await said('self-assessment-report')
    for (const part of [
      'Kết quả thực hiện đánh giá mức độ chuyển đổi số của cơ sở giáo dục năm học 2026–2027',
      'I. Công tác lãnh đạo, chỉ đạo',
      '1. Triển khai các văn bản chỉ đạo',
      '2. Ban hành các văn bản, công tác hướng dẫn, bồi dưỡng tập huấn',
      'II. Kết quả thực hiện',
      'III. Khó khăn, vướng mắc khi triển khai',
      'IV. Phương hướng nhiệm vụ trọng tâm năm học tiếp theo',
      'V. Đề xuất, kiến nghị',
      'Tự đánh giá: mức độ 2 (Đáp ứng cơ bản), 150,25/200 điểm.',
      '……',
    ])
      expect(text).toContain(part)
  })

  it('the request says what the head wrote; a number that was typed with it is not given again', async () => {
    const { head, path, file, road } = school
    const officer = road.people.officer
    const words = 'Kính gửi: Ủy ban nhân dân xã Mẫu\n\nTrường đã tự đánh giá.\nKính đề nghị đánh giá ngoài.'
    await ok(head.put(`${path}/request`, aRequest(0, { number: null, issuedOn: null, text: words })))
    const draft = await said('assessment-request')
    for (const part of ['TỜ TRÌNH', 'Kính gửi: Ủy ban nhân dân xã Mẫu', 'Trường đã tự đánh giá.', '150,25/200 điểm'])
      expect(draft.text).toContain(part)
    expect(draft.text.match(/Kính gửi/g)).toHaveLength(1)
    expect(await offer(head, 'assessment-request', file)).toMatchObject({ mayNumber: true })

    await ok(head.put(`${path}/request`, aRequest(1, { text: words })))
    const { document, text } = await said('assessment-request')
    expect(text).toContain('Số: 12/TTr-THCS')
    expect(await offer(head, 'assessment-request', file)).toMatchObject({ mayNumber: false })
    const numbering = { number: 3, signedOn: '2026-11-21' }
    expect(await head.post(`/documents/${document.id}/numbers`, numbering)).toMatchObject({
      body: { code: 'document.not-numbered' },
    })

    // Drafts are the school’s own; once it is sent, the body above reads it.
    for (const kind of ['assessment-request', 'self-assessment-report'])
      expect(await offer(officer, kind, file)).toBeUndefined()
    expect((await bytes(officer, document)).status).toBe(404)
    await ok(move(head, 'submit'))
    expect(await offer(officer, 'assessment-request', file)).toMatchObject({
      mayMake: false,
      versions: [{ version: 2 }],
    })
    expect((await bytes(officer, document)).status).toBe(200)
  })

  it('of the next round stay hidden while the school mends, and the sent register does not move', async () => {
    const { head, file, path, road, first } = school
    const { officer } = road.people
    const sent = await said('evidence-register')
    await ok(move(officer, 'return', 'Bổ sung minh chứng'))
    const { version } = await ok(head.get(`${path}/request`))
    await ok(head.put(`${path}/request`, aRequest(version, { number: null, issuedOn: null, text: 'Bản nháp lần hai' })))
    const { document, text } = await said('assessment-request')
    expect(text).toContain('Bản nháp lần hai')
    expect((await bytes(officer, document)).status).toBe(404)
    const seen = await offer(officer, 'assessment-request', file)
    expect(seen.versions.map((one: { id: string }) => one.id)).not.toContain(document.id)
    expect(seen.versions).toHaveLength(1)
    expect(await refused(head, 'approval-decision', file)).toBe('document.nothing-to-say')
    const approved = await offer(officer, 'approval-decision', file)
    expect(approved).toMatchObject({ mayMake: false, versions: [{ symbol: '12/QĐ-THMH' }] })
    expect((await bytes(officer, approved.versions[0])).status).toBe(200)
    await ok(link(first, '1.3', 'Bổ sung sau khi trả lại'))
    expect((await said('evidence-register')).text).toContain('Bổ sung sau khi trả lại')
    expect(await textOf(head, sent.document)).not.toContain('Bổ sung sau')
  })

  it('are hidden from strangers and made by nobody but the school', async () => {
    const strangers = [
      await as('school-head', api.world.otherSchool),
      await as('managing-body-leader', api.world.otherCommune),
    ]
    for (const kind of ['evidence-register', 'assessment-sheet', 'council-minutes', 'assessment-request']) {
      const thing = kind === 'council-minutes' ? meeting : school.file
      const { id } = (await drawn.said(school.head, kind, thing)).document
      for (const who of strangers) {
        expect(await make(who, kind, thing)).toMatchObject({ status: 404 })
        expect((await bytes(who, { id })).status).toBe(404)
      }
      expect([403, 409]).toContain((await make(school.road.people.officer, kind, thing)).status)
    }
  })
})
