import { beforeEach, describe, expect, it } from 'vitest'
import { closable } from '../../../test/closing.ts'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, ok } from '../../../test/road.ts'

const today = '2026-11-22T08:00:00+07:00'
let clock = new Date(today)
const at = (moment: string) => {
  clock = new Date(moment)
}
beforeEach(() => at(today))
const tester = testApi({ now: () => clock })
const { api, as } = tester
let codes = 0

/** What waits for somebody about a file. */
const tasksOf = async (one: Awaited<ReturnType<typeof as>>, id: string) =>
  (await ok(one.get('/tasks'))).items.filter(({ submissionId }: { submissionId: string }) => submissionId === id)

/** A school whose file a team assesses, with one link for 1.1. */
async function sentFile(unit = api.world.school) {
  const road = await aRoad(tester, `MAU-BS-${(codes += 1)}`)
  const before = await as('school-staff', unit)
  const { campaignUnitId } = await ok(before.get(`/submissions/${(await road.fileOf(unit)).id}`))
  const register = `/campaign-units/${campaignUnitId}/evidence`
  const old = await ok(before.post(`${register}/links`, aLink('1.1', 'Kế hoạch')))
  const team = await road.assessing(unit)
  const requests = `/submissions/${team.file.id}/evidence-requests`
  return { road, ...team, register, requests, old }
}
const aLink = (criterion: string, title = 'Biên bản kiểm tra') => ({ criterion, title, url: 'https://example.org/b' })
const wanted = { criterion: '1.2', text: 'Bổ sung biên bản kiểm tra', due: '2027-03-31' }
const refused = (status: number, code: string) => ({ status, body: { code } })

describe('a request for more evidence', () => {
  it('opens one criterion of a file that was sent; what is added stands beside what was sent, and is marked', async () => {
    const { road, file, staff, head, teamHead, teamMember, register, requests, old } = await sentFile()
    expect(await staff.post(`${register}/links`, aLink('1.2'))).toMatchObject(refused(409, 'submission.wrong-state'))
    expect(await tasksOf(staff, file.id)).toEqual([])
    const asked = await ok(teamMember.post(requests, wanted))
    expect(asked).toMatchObject({ ...wanted, status: 'open', answer: null, actions: ['close', 'withdraw'] })
    const { items: told } = await ok(staff.get('/notices'))
    expect(told[0]).toMatchObject({ kind: 'evidence-wanted', values: { submissionId: file.id, criterion: '1.2' } })

    await ok(teamMember.post(requests, { ...wanted, criterion: '1.1', due: '2027-02-28' }))
    // The one that ends first is what waits for the school, and for nobody else.
    const task = { kind: 'prove', criterion: '1.1', due: '2027-02-28', late: false }
    expect(await tasksOf(staff, file.id)).toMatchObject([task])
    expect(await tasksOf(teamMember, file.id)).toMatchObject([{ kind: 'assess', criterion: null }])

    const added = await ok(staff.post(`${register}/links`, aLink('1.2')))
    expect(added).toMatchObject({ criteria: ['1.2'], onRequest: ['1.2'], actions: [] })
    const mistaken = await ok(staff.post(`${register}/links`, aLink('1.2', 'Nhầm tệp')))
    await ok(staff.delete(`/evidence/${mistaken.id}/criteria/1.2`))
    // Neither another criterion, nor what was sent, nor an answer of the form.
    for (const call of [
      staff.post(`${register}/links`, aLink('1.3')),
      staff.delete(`/evidence/${old.id}/criteria/1.1`),
      staff.put(`/evidence/${added.id}`, { title: 'Tên khác' }),
      staff.put(`/submissions/${file.id}/lines/1.2`, { version: 1, answer: answers(80)['1.2'] }),
    ])
      expect(await call).toMatchObject(refused(409, 'submission.wrong-state'))

    const [earlier, mine] = (await ok(head.get(requests))).items
    await ok(teamHead.post(`/evidence-requests/${earlier.id}/withdraw`, { version: earlier.version }))
    expect(await tasksOf(staff, file.id)).toMatchObject([{ criterion: '1.2', due: wanted.due }])
    expect(mine).toMatchObject({ id: asked.id, actions: ['answer'] })
    const reply = { version: mine.version, text: 'Đã bổ sung biên bản ngày 12/11' }
    const answered = await ok(head.post(`/evidence-requests/${asked.id}/answer`, reply))
    expect(await tasksOf(staff, file.id)).toEqual([])
    expect(answered).toMatchObject({ status: 'answered', answer: { text: reply.text, by: head.person.fullName } })
    for (const one of [teamHead, teamMember])
      expect((await ok(one.get('/notices'))).items[0]).toMatchObject({ kind: 'evidence-answered' })
    expect(await staff.post(`${register}/links`, aLink('1.2'))).toMatchObject(refused(409, 'submission.wrong-state'))
    expect(await staff.delete(`/evidence/${added.id}/criteria/1.2`)).toMatchObject({ status: 409 })

    // The team judges what was added like anything else, and ends the request.
    const path = `/submissions/${file.id}/verdicts/${added.id}/1.2`
    await ok(teamHead.put(path, { version: 0, outcome: 'accepted', note: '' }))
    const closed = await ok(teamHead.post(`/evidence-requests/${asked.id}/close`, { version: answered.version }))
    expect(closed).toMatchObject({ status: 'closed', ended: { by: teamHead.person.fullName }, actions: [] })
    const { items } = await ok(road.people.planner.get(register))
    expect(items.map(({ onRequest, title }: typeof added) => [title, onRequest])).toEqual([
      ['Kế hoạch', []],
      ['Biên bản kiểm tra', ['1.2']],
    ])
  })

  it('is made by the team, while it assesses, once a criterion, within the time of the assessment', async () => {
    const { road, staff, teamHead, teamMember, requests } = await sentFile()
    for (const one of [staff, road.people.leader, road.people.planner])
      expect(await one.post(requests, wanted)).toMatchObject(refused(403, 'access.denied'))
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await stranger.post(requests, wanted)).toMatchObject(refused(404, 'submission.not-found'))
    expect(await teamHead.post(requests, { ...wanted, criterion: '9.9' })).toMatchObject(refused(404, 'line.not-found'))
    for (const due of ['2027-04-01', '2026-11-21'])
      expect(await teamHead.post(requests, { ...wanted, due })).toMatchObject(
        refused(409, 'evidence-request.due-outside-window'),
      )
    const both = await Promise.all([teamHead.post(requests, wanted), teamMember.post(requests, wanted)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('evidence-request.already-asked')
    const { body } = both.find(({ status }) => status === 200) ?? both[0]
    const move = (one: typeof staff, action: string, more: object = {}) =>
      one.post(`/evidence-requests/${body.id}/${action}`, { version: body.version, ...more })
    expect(await move(staff, 'close')).toMatchObject(refused(403, 'access.denied'))
    expect(await move(teamHead, 'answer', { text: 'Đây' })).toMatchObject(refused(403, 'access.denied'))
    expect(await move(stranger, 'withdraw')).toMatchObject(refused(404, 'evidence-request.not-found'))
    expect(await ok(move(teamHead, 'withdraw'))).toMatchObject({ status: 'withdrawn' })
    expect(await move(staff, 'answer', { text: 'Đây' })).toMatchObject(refused(409, 'evidence-request.stale'))
    const late = { version: body.version + 1, text: 'Đây' }
    expect(await staff.post(`/evidence-requests/${body.id}/answer`, late)).toMatchObject(
      refused(409, 'evidence-request.wrong-state'),
    )
    expect((await ok(teamHead.post(requests, wanted))).status).toBe('open')
  })

  it('takes nothing after its last day, and nothing once the assessment is closed', async () => {
    const { file, staff, teamHead, register, requests } = await sentFile()
    const asked = await ok(teamHead.post(requests, { ...wanted, due: '2026-11-30' }))
    const answer = { version: asked.version, text: 'Đây' }
    at('2026-11-30T23:59:59+07:00')
    expect(await staff.post(`${register}/links`, aLink('1.2'))).toMatchObject({ status: 200 })
    at('2026-12-01T00:00:00+07:00')
    expect(await staff.post(`${register}/links`, aLink('1.2'))).toMatchObject(refused(409, 'submission.wrong-state'))
    expect(await staff.post(`/evidence-requests/${asked.id}/answer`, answer)).toMatchObject(
      refused(409, 'evidence-request.overdue'),
    )
    expect(await tasksOf(staff, file.id)).toEqual([])
    const [mine] = (await ok(staff.get(requests))).items
    expect(mine).toMatchObject({ status: 'open', overdue: true, actions: [] })
    for (const [line, value] of Object.entries(answers(80)))
      await ok(
        teamHead.put(`/submissions/${file.id}/external-lines/${line}`, { version: 0, answer: value, reason: '' }),
      )
    await closable(teamHead, file)
    const { version } = await ok(teamHead.get(`/submissions/${file.id}`))
    await ok(teamHead.post(`/submissions/${file.id}/assessment/complete`, { version, conclusion: '' }))
    const { items, mayAsk } = await ok(teamHead.get(requests))
    expect([items[0].status, items[0].ended.by, mayAsk]).toEqual(['closed', teamHead.person.fullName, false])
    expect(await staff.post(`${register}/links`, aLink('1.2'))).toMatchObject(refused(409, 'submission.wrong-state'))
  })
})
