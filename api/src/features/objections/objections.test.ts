import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, type SubmissionId } from '@thuoc/shared'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, emptyWireAnswer, met, ok, score } from '../../../test/road.ts'
import { createSilenceService } from './silence.service.ts'

const clock = { days: 0 }
const now = () => new Date(Date.now() + clock.days * 86_400_000)
const tester = testApi({ now })
const { api, as } = tester
let codes = 0

/** A file whose draft result the school sees: group 2 is 80 by itself, 60 by the team. */
async function resultShown(unit = api.world.school) {
  clock.days = 0
  const road = await aRoad(tester, `MAU-KN-${(codes += 1)}`)
  const team = await road.assessing(unit)
  const path = `/submissions/${team.file.id}`
  for (const [line, answer] of Object.entries(answers(60)))
    await ok(team.teamHead.put(`${path}/external-lines/${line}`, { version: 0, answer, reason: 'Minh chứng chưa đủ' }))
  await road.closeAssessment(team)
  return { road, ...team, path }
}
const draft = { version: 0, text: 'Biên bản đã có ở mục 2.1', wanted: score(80) }
const sendAll = async (who: Awaited<ReturnType<typeof as>>, path: string) => {
  const { version } = await ok(who.get(path))
  return who.post(`${path}/objections`, { version, reason: null })
}

describe('an objection', () => {
  it('is drafted by the school unseen, sent by its head, answered by the team, and counts when its head closes', async () => {
    const { path, staff, head, teamHead, teamMember, road } = await resultShown()
    const saved = await ok(staff.put(`${path}/objections/2.1`, draft))
    expect(saved).toMatchObject({ mayWrite: true, mayObject: false, items: [{ criterion: '2.1', status: 'draft' }] })
    expect(saved.lastDay).toBe(addDays(dayOf(now()), 7))
    for (const one of [teamHead, road.people.leader, road.people.planner])
      expect((await ok(one.get(`${path}/objections`))).items).toEqual([])
    expect(await staff.put(`${path}/objections/2.1`, draft)).toMatchObject({
      status: 409,
      body: { code: 'objection.stale' },
    })
    await ok(staff.put(`${path}/objections/1.2`, { version: 0, text: 'Đã có phần mềm', wanted: null }))

    // Evidence comes with what is objected to, and with nothing else.
    const { campaignUnitId } = await ok(staff.get(path))
    const link = (criterion: string) => ({ criterion, title: 'Biên bản', url: 'https://example.org/bien-ban' })
    const links = `/campaign-units/${campaignUnitId}/evidence/links`
    const piece = await ok(staff.post(links, link('2.1')))
    expect(piece.onRequest).toEqual(['2.1'])
    expect(await staff.post(links, link('1.3'))).toMatchObject({ status: 409 })

    expect((await sendAll(staff, path)).status).toBe(403)
    expect(await ok(sendAll(head, path))).toMatchObject({ status: 'objected', externalResult: { total: 140 } })
    expect(await staff.post(links, link('2.1'))).toMatchObject({ status: 409 })

    const { items } = await ok(teamMember.get(`${path}/objections`))
    const second = items.find((one: { criterion: string }) => one.criterion === '2.1')
    expect(second).toMatchObject({
      ...{ status: 'sent', wanted: { score: 80 }, evidence: [piece.id], outcome: null },
      before: { answer: { score: 60 }, reason: 'Minh chứng chưa đủ' },
    })
    const reply = { version: second.version, outcome: 'partly', reply: 'Chấp nhận một phần', answer: score(70) }
    const answered = await ok(teamMember.put(`${path}/objections/2.1/answer`, reply))
    expect(answered).toMatchObject({ mayAnswer: true, mayClose: false })
    // Until all is closed nobody outside the team reads it, and nothing counts.
    for (const one of [staff, head, road.people.leader]) {
      const [seen] = (await ok(one.get(`${path}/objections`))).items.filter(
        (item: { criterion: string }) => item.criterion === '2.1',
      )
      expect(seen).toMatchObject({ outcome: null, reply: null, changed: null })
    }
    const { version } = await ok(teamHead.get(path))
    expect(await teamHead.post(`${path}/objections/close`, { version, reason: null })).toMatchObject({
      status: 409,
      body: { code: 'objection.unanswered', errors: [{ path: '1.2' }] },
    })
    const first = items.find((one: { criterion: string }) => one.criterion === '1.2')
    const upheld = { version: first.version, outcome: 'upheld', reply: 'Phần mềm chưa dùng', answer: null }
    await ok(teamHead.put(`${path}/objections/1.2/answer`, upheld))
    expect(await teamMember.post(`${path}/objections/close`, { version, reason: null })).toMatchObject({ status: 403 })
    const closed = await ok(teamHead.post(`${path}/objections/close`, { version, reason: 'Đã trao đổi' }))
    expect(closed).toMatchObject({ status: 'assessed', externalResult: { total: 150 } })

    const told = (await ok(staff.get(`${path}/objections`))).items
    expect(told).toContainEqual(
      expect.objectContaining({
        ...{ criterion: '2.1', status: 'answered', outcome: 'partly', reply: 'Chấp nhận một phần' },
        before: expect.objectContaining({ answer: expect.objectContaining({ score: 60 }) }),
        changed: expect.objectContaining({ score: 70 }),
      }),
    )
    const { lines } = await ok(staff.get(`${path}/form`))
    expect(lines.find((one: { code: string }) => one.code === '2.1').external).toMatchObject({
      answer: { score: 70 },
      reason: 'Chấp nhận một phần',
    })
    const timeline = (await ok(staff.get(`${path}/timeline`))).items
    expect(timeline[0]).toMatchObject({ action: 'answer-objections', externalTotal: 150 })
    expect(timeline[1]).toMatchObject({
      action: 'object',
      externalTotal: 140,
      remarks: [{ criterion: '1.2' }, { criterion: '2.1' }],
    })
    expect((await ok(staff.get(`${path}/seals`))).items[0]).toMatchObject({ kind: 'agreed' })
  })

  it('is the school’s, of lines of the form, within their maximum; a draft can be taken back', async () => {
    const { path, staff, head, teamHead, road } = await resultShown()
    const put = (who: typeof staff, code: string, body: object = draft) => who.put(`${path}/objections/${code}`, body)
    expect(await put(staff, '9.9')).toMatchObject({ status: 404, body: { code: 'line.not-found' } })
    expect(await put(staff, '2.1', { ...draft, wanted: score(101) })).toMatchObject({
      status: 400,
      body: { code: 'line.score-above-maximum' },
    })
    expect(await put(staff, '2.1', { ...draft, wanted: met(true) })).toMatchObject({ status: 400 })
    expect(await put(staff, '2.1', { ...draft, text: '  ' })).toMatchObject({ status: 400 })
    for (const one of [teamHead, road.people.leader, road.people.planner])
      expect(await put(one, '2.1')).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('school-staff', api.world.otherSchool)
    expect(await put(stranger, '2.1')).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
    expect(await sendAll(head, path)).toMatchObject({ status: 409, body: { code: 'objection.none' } })
    await ok(put(staff, '2.1'))
    expect((await ok(staff.delete(`${path}/objections/2.1`))).items).toEqual([])
    expect((await ok(staff.delete(`${path}/objections/2.1`))).items).toEqual([])
    await ok(put(staff, '2.1'))
    // Nothing is answered before it is sent.
    const early = { version: 1, outcome: 'upheld', reply: 'Không', answer: null }
    expect(await teamHead.put(`${path}/objections/2.1/answer`, early)).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state' },
    })
    const { version } = await ok(head.get(path))
    const both = await Promise.all([
      head.post(`${path}/objections`, { version, reason: null }),
      road.move(head, { id: path.split('/')[2] ?? '', version }, 'accept-result').catch(() => null),
    ])
    expect(both.filter((one) => one !== null && (!('status' in one) || one.status !== 409))).toHaveLength(1)
  })

  it('changes nothing where the new answer is the old one, and says so', async () => {
    const { path, staff, head, teamHead } = await resultShown()
    await ok(staff.put(`${path}/objections/2.1`, draft))
    await ok(sendAll(head, path))
    const [sent] = (await ok(teamHead.get(`${path}/objections`))).items
    const answer = (over: object) => ({
      version: sent.version,
      outcome: 'changed',
      reply: 'Được',
      answer: score(60),
      ...over,
    })
    const put = (body: object) => teamHead.put(`${path}/objections/2.1/answer`, body)
    expect(await put(answer({}))).toMatchObject({ status: 409, body: { code: 'objection.nothing-changes' } })
    expect(await put(answer({ answer: null }))).toMatchObject({ status: 400 })
    expect(await put(answer({ outcome: 'upheld' }))).toMatchObject({ status: 400 })
    expect(await put(answer({ answer: { ...emptyWireAnswer, score: 200 } }))).toMatchObject({ status: 400 })
    await ok(put(answer({ answer: score(80) })))
    expect(await put(answer({ answer: score(80) }))).toMatchObject({ status: 409, body: { code: 'objection.stale' } })
  })
})

describe('the time to object', () => {
  it('ends with its last day; then silence counts as acceptance, once, also with two workers', async () => {
    const { path, file, staff, head, teamHead, road } = await resultShown()
    const untouched = await resultShown(api.world.secondSchool)
    await ok(staff.put(`${path}/objections/2.1`, draft))
    const workers = [1, 2].map(() => createSilenceService({ db: api.db, now }))
    clock.days = 7
    await Promise.all(workers.map((one) => one.endOver()))
    expect(await ok(head.get(path))).toMatchObject({ status: 'result-shown' })
    clock.days = 8
    expect(await sendAll(head, path)).toMatchObject({ status: 409, body: { code: 'objection.time-over' } })
    expect(await staff.put(`${path}/objections/1.2`, { ...draft, wanted: null })).toMatchObject({
      status: 409,
      body: { code: 'objection.time-over' },
    })
    const ended = await Promise.all(workers.map((one) => one.endOver()))
    expect(ended.reduce((sum, one) => sum + one)).toBe(2)
    for (const id of [file.id, untouched.file.id] as SubmissionId[]) {
      const { rows } = await api.db.execute(
        sql`select actor_id from submission_events where submission_id = ${id} and action = 'end-objection-time'`,
      )
      expect(rows).toEqual([{ actor_id: null }])
    }
    expect(await ok(head.get(path))).toMatchObject({ status: 'assessed' })
    const { items } = await ok(head.get(`${path}/seals`))
    expect(items[0]).toMatchObject({ kind: 'agreed' })
    // Nobody did it, and all hear of it: the school, its team, and the body whose turn it is now.
    const values = expect.objectContaining({ submissionId: file.id, action: 'end-objection-time' })
    for (const one of [head, staff, teamHead, road.people.officer])
      expect((await ok(one.get('/notices'))).items).toContainEqual(expect.objectContaining({ by: null, values }))
    clock.days = 0
  })
})
