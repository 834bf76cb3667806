import { describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { testApi } from '../../../test/harness.ts'
import { aList, aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
const road = () => aRoad(tester, `MAU-${(codes += 1)}`)
let numbers = 0
const aNumber = () => `${(numbers += 1)}/QĐ-UBND`
const path = '/recognition-decisions'

/** Today and tomorrow as they are called in Vietnam. */
const dayIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })

describe('recognising', () => {
  it('takes the level from the external answers, never from whoever decides, and numbers each certificate', async () => {
    const { nominated, people, decision } = await road()
    const { school, secondSchool } = api.world
    const first = await nominated(school, { self: 100, external: 75 })
    const second = await nominated(secondSchool, { self: 60, external: 75.25 })
    const body = { ...decision([first.file, second.file], { number: aNumber() }), level: 3, items: undefined }
    const items = [first.file, second.file].map(({ id, version }) => ({ submissionId: id, version, level: 3 }))
    const decided = await ok(people.leader.post(path, { ...body, items }))
    expect(decided).toMatchObject({
      issuer: { id: api.world.commune.id },
      unitCount: 2,
      items: [
        { unit: { id: school.id }, level: 2, levelName: 'Đáp ứng cơ bản' },
        { unit: { id: secondSchool.id }, level: 3, levelName: 'Đáp ứng tốt' },
      ],
    })
    const certificates = decided.items.map((one: { certificateNumber: string }) => one.certificateNumber)
    expect(certificates[0]).toMatch(new RegExp(`^${api.world.commune.code}-2026-\\d{4}$`))
    expect(Number(certificates[1].slice(-4))).toBe(Number(certificates[0].slice(-4)) + 1)

    const ofSchool = await ok(first.staff.get(`/submissions/${first.file.id}`))
    expect(ofSchool).toMatchObject({
      status: 'recognised',
      selfLevel: 3,
      externalLevel: 2,
      recognisedLevel: 2,
      recognition: { decisionNumber: body.number, signatory: 'Trần Thị Mẫu', certificateNumber: certificates[0] },
    })
  })

  it('pins what was found: result, answers and reasons as they stood, in a column that nobody rewrites', async () => {
    const { nominated, people, decision } = await road()
    const { file } = await nominated(api.world.school, { self: 80, external: 60.25 })
    await ok(people.leader.post(path, decision([file], { number: aNumber() })))
    const { rows } = await api.db.execute(
      sql`select result, answers from recognitions where submission_id = ${file.id}`,
    )
    expect(rows).toMatchObject([
      { result: { total: 140.25, level: 2 }, answers: { '2.1': { score: 60.25, reason: 'Minh chứng chưa đủ' } } },
    ])
    for (const change of [sql`update recognitions set level = 3`, sql`delete from recognitions`])
      await expect(api.db.execute(change)).rejects.toThrow()
    const { rows: columns } = await api.db.execute(sql`
      select (select awarded from submission_lines s where s.submission_id = ${file.id} and criterion_code = '2.1') as self,
        (select awarded from external_lines e where e.submission_id = ${file.id} and criterion_code = '2.1') as external`)
    expect(columns).toEqual([{ self: '80.00', external: '60.25' }])
  })

  it('is of all the listed files or of none; each that is not ready is named with its reason', async () => {
    const { nominated, accepted, people, decision, fileOf } = await road()
    const { school, secondSchool } = api.world
    const ready = await nominated(school)
    const early = await accepted(secondSchool)
    const body = decision([ready.file, early.file], { number: aNumber() })
    expect(await people.leader.post(path, body)).toMatchObject({
      status: 409,
      body: {
        code: 'decision.submission-not-ready',
        errors: [{ path: early.file.id, message: 'submission.wrong-state' }],
      },
    })
    const stale = { ...ready.file, version: ready.file.version - 1 }
    expect(await people.leader.post(path, decision([stale], { number: aNumber() }))).toMatchObject({
      status: 409,
      body: { errors: [{ path: ready.file.id, message: 'submission.stale' }] },
    })
    expect(await fileOf(school)).toMatchObject({ status: 'nominated', recognisedLevel: null })
    await ok(people.leader.post(path, decision([ready.file], { number: body.number })))
  })

  it('is about one campaign, and lists a file once', async () => {
    const { nominated, people, decision } = await road()
    const elsewhere = await road()
    const { file } = await nominated()
    expect(await people.leader.post(path, decision([file, file]))).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    })
    const other = decision([file], { number: aNumber(), campaignId: elsewhere.campaign.id })
    expect(await people.leader.post(path, other)).toMatchObject({
      status: 409,
      body: { code: 'decision.submission-not-ready', errors: [{ path: file.id, message: 'submission.not-found' }] },
    })
  })

  it('is dated today at the latest, by the calendar of Vietnam, and not before the list that proposed the units', async () => {
    const { nominated, people, decision } = await road()
    const { file } = await nominated()
    const tomorrow = decision([file], { number: aNumber(), signedOn: dayIn(1) })
    expect(await people.leader.post(path, tomorrow)).toMatchObject({
      status: 400,
      body: { code: 'decision.in-the-future' },
    })
    const before = { ...tomorrow, signedOn: '2026-11-19' }
    expect(await people.leader.post(path, before)).toMatchObject({
      status: 400,
      body: { code: 'decision.before-its-cause' },
    })
    await ok(people.leader.post(path, { ...tomorrow, signedOn: dayIn(0) }))
  })

  it('uses a number once in a year and issuer, in whatever case it is written; another year may use it again', async () => {
    const { nominated, assessed, people, decision, campaign } = await road()
    const { file: first } = await nominated(api.world.school)
    const { file } = await assessed(api.world.secondSchool)
    await aList(people.officer, campaign.id, [file], '2025-12-30')
    const second = await ok(people.leader.get(`/submissions/${file.id}`))
    await ok(people.leader.post(path, decision([first], { number: '77/QĐ-UBND' })))
    expect(await people.leader.post(path, decision([second], { number: '77/qđ-ubnd' }))).toMatchObject({
      status: 409,
      body: { code: 'decision.number-taken' },
    })
    const lastYear = decision([second], { number: '77/QĐ-UBND', signedOn: '2025-12-31' })
    const { items } = await ok(people.leader.post(path, lastYear))
    expect(items[0].certificateNumber).toBe(`${api.world.commune.code}-2025-0001`)
  })

  it('is the leader’s of the assessing body: others may not, strangers do not see the file', async () => {
    const { nominated, people, decision } = await road()
    const { file, head, teamHead } = await nominated()
    const body = decision([file], { number: aNumber() })
    for (const one of [people.planner, people.officer, head, teamHead])
      expect(await one.post(path, body)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    for (const unit of [api.world.otherCommune, api.world.abroad.commune]) {
      const stranger = await as('managing-body-leader', unit)
      expect(await stranger.post(path, body)).toMatchObject({
        status: 404,
        body: { code: 'submission.not-found', errors: [{ path: file.id }] },
      })
    }
  })
})

describe('refusing recognition', () => {
  it('wants the reason, is the leader’s, and is final', async () => {
    const { nominated, people, decision } = await road()
    const { file, head } = await nominated()
    const refusal = `/submissions/${file.id}/refusal`
    const body = { version: file.version, reason: 'Điều kiện bắt buộc không đạt' }
    expect(await people.leader.post(refusal, { ...body, reason: '  ' })).toMatchObject({ status: 400 })
    for (const one of [people.officer, people.planner, head])
      expect(await one.post(refusal, body)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const refused = await ok(people.leader.post(refusal, body))
    expect(refused).toMatchObject({ status: 'refused', recognisedLevel: null, recognition: null })
    const { items } = await ok(head.get(`/submissions/${file.id}/timeline`))
    expect(items[0]).toMatchObject({ action: 'refuse', reason: body.reason })
    const again = { ...file, version: refused.version }
    expect(await people.leader.post(path, decision([again], { number: aNumber() }))).toMatchObject({
      status: 409,
      body: { errors: [{ message: 'submission.wrong-state' }] },
    })
  })

  it('loses or wins against a recognition at the same moment, never both', async () => {
    const { nominated, people, decision } = await road()
    const { file } = await nominated()
    const replies = await Promise.all([
      people.leader.post(path, decision([file], { number: aNumber() })),
      people.leader.post(`/submissions/${file.id}/refusal`, { version: file.version, reason: 'Không đạt' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('the register of decisions', () => {
  it('shows the newest first, page by page, and of the annexed list what one may see', async () => {
    const { nominated, people, decision, campaign } = await road()
    const first = await nominated(api.world.school)
    const second = await nominated(api.world.secondSchool)
    const both = await ok(people.leader.post(path, decision([first.file, second.file], { number: aNumber() })))

    const listed = await ok(people.planner.get(`${path}?campaignId=${campaign.id}`))
    expect(listed.items).toMatchObject([{ id: both.id, unitCount: 2, campaign: { id: campaign.id } }])
    const ofSchool = await ok(first.head.get(`${path}/${both.id}`))
    expect(ofSchool.items).toMatchObject([{ unit: { id: api.world.school.id } }])
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    expect(await stranger.get(`${path}/${both.id}`)).toMatchObject({
      status: 404,
      body: { code: 'decision.not-found' },
    })
    expect((await ok(stranger.get(path))).items).toEqual([])

    const all: { id: string; signedOn: string }[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: typeof all; nextCursor: string | null } = await ok(
        people.leader.get(`${path}?limit=2${cursor && `&cursor=${cursor}`}`),
      )
      all.push(...page.items)
      cursor = page.nextCursor
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const days = all.map(({ signedOn }) => signedOn)
    expect(days).toEqual(days.toSorted().reverse())
  })
})
