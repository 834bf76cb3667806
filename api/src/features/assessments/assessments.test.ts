import { describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, met, ok, score } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
const road = () => aRoad(tester, `MAU-${(codes += 1)}`)

describe('a line of the external assessment', () => {
  it('stands beside the school’s answer, never over it, and the school sees it once the assessment is closed', async () => {
    const { assessing } = await road()
    const { file, teamHead, teamMember, staff } = await assessing(api.world.school, 80)
    const path = `/submissions/${file.id}/external-lines/2.1`
    const saved = await ok(teamMember.put(path, { version: 0, answer: score(60.25), reason: 'Thiếu minh chứng' }))
    expect(saved).toMatchObject({
      line: { answer: { score: 80 }, version: 1, external: { answer: { score: 60.25 }, version: 1 } },
      result: { answered: 1, total: 60.25 },
    })
    const ofTeam = await ok(teamHead.get(`/submissions/${file.id}`))
    expect(ofTeam).toMatchObject({ selfLevel: 3, selfResult: { total: 160 }, externalResult: { total: 60.25 } })
    const ofSchool = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(ofSchool.submission).toMatchObject({ selfLevel: 3, externalLevel: null, externalResult: null })
    expect(ofSchool.lines.every((line: { external: unknown }) => line.external === null)).toBe(true)
  })

  it('is not above its maximum, not of another kind and not of an unknown criterion', async () => {
    const { assessing } = await road()
    const { file, teamHead } = await assessing()
    const put = (line: string, answer: object) =>
      teamHead.put(`/submissions/${file.id}/external-lines/${line}`, { version: 0, answer, reason: '' })
    expect(await put('2.1', score(100.25))).toMatchObject({ status: 400, body: { code: 'line.score-above-maximum' } })
    expect(await put('2.1', met(true))).toMatchObject({ status: 400, body: { code: 'line.not-of-this-kind' } })
    expect(await put('9.9', score(1))).toMatchObject({ status: 404, body: { code: 'line.not-found' } })
  })

  it('the second of two editors is told, and a retry of the very same save is harmless', async () => {
    const { assessing } = await road()
    const { file, teamHead, teamMember } = await assessing()
    const path = `/submissions/${file.id}/external-lines/2.1`
    const save = { version: 0, answer: score(70), reason: 'Đã kiểm tra' }
    const [first, second] = await Promise.all([
      teamHead.put(path, save),
      teamMember.put(path, { ...save, answer: score(71) }),
    ])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    const winner = first.status === 200 ? teamHead : teamMember
    const again = await ok(winner.put(path, first.status === 200 ? save : { ...save, answer: score(71) }))
    expect(again.line.external.version).toBe(1)
    const { rows } = await api.db.execute(
      sql`select 1 from line_saves where submission_id = ${file.id} and side = 'external'`,
    )
    expect(rows).toHaveLength(1)
  })

  it('is the team’s alone, while it assesses', async () => {
    const { assessing, assessed, people } = await road()
    const { file, staff } = await assessing()
    const save = { version: 0, answer: score(70), reason: '' }
    const path = `/submissions/${file.id}/external-lines/2.1`
    for (const one of [staff, people.leader, people.planner])
      expect(await one.put(path, save)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('school-staff', api.world.otherSchool)
    expect(await stranger.put(path, save)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
    const closed = await assessed(api.world.secondSchool)
    const late = { version: 1, answer: score(70), reason: '' }
    expect(await closed.teamHead.put(`/submissions/${closed.file.id}/external-lines/2.1`, late)).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state' },
    })
  })
})

describe('closing the external assessment', () => {
  it('wants a value on every line and a reason where it differs: each gap is named', async () => {
    const { assessing } = await road()
    const { file, teamHead } = await assessing(api.world.school, 80)
    const put = (line: string, answer: object) =>
      ok(teamHead.put(`/submissions/${file.id}/external-lines/${line}`, { version: 0, answer, reason: '' }))
    await put('1.1', answers(80)['1.1'])
    await put('2.1', score(40))
    const { version } = await ok(teamHead.get(`/submissions/${file.id}`))
    const reply = await teamHead.post(`/submissions/${file.id}/assessment/complete`, { version, conclusion: '' })
    expect(reply).toMatchObject({
      status: 409,
      body: {
        code: 'assessment.incomplete',
        errors: [
          { path: '1.2', message: 'score-missing' },
          { path: '1.3', message: 'score-missing' },
          { path: '2.1', message: 'reason-missing' },
        ],
      },
    })
  })

  it('is the head’s; the conclusion stands in the timeline, and the school now sees what was found', async () => {
    const { assessed } = await road()
    const { file, staff } = await assessed(api.world.school, { self: 80, external: 60 })
    const { items } = await ok(staff.get(`/submissions/${file.id}/timeline`))
    expect(items[1]).toMatchObject({
      action: 'complete-assessment',
      reason: 'Đồng ý',
      selfTotal: 160,
      selfLevel: 3,
      externalTotal: 140,
      externalLevel: 2,
    })
    const { submission, lines } = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(submission).toMatchObject({ selfLevel: 3, externalLevel: 2, recognisedLevel: null })
    expect(lines.find((line: { code: string }) => line.code === '2.1')).toMatchObject({
      answer: { score: 80 },
      external: { answer: { score: 60 }, reason: 'Minh chứng chưa đủ' },
    })
  })

  it('is not a member’s nor the managing body’s to do', async () => {
    const { assessing, people } = await road()
    const { file, teamMember } = await assessing()
    const body = { version: file.version, conclusion: '' }
    for (const one of [teamMember, people.leader])
      expect(await one.post(`/submissions/${file.id}/assessment/complete`, body)).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      })
  })

  it('can be undone by the managing body, with the reason; the school then sees the findings no longer', async () => {
    const { assessed, people } = await road()
    const { file, teamHead, staff } = await assessed()
    const path = `/submissions/${file.id}/assessment/reopen`
    const body = { version: file.version, reason: 'Cần kiểm tra lại' }
    expect(await teamHead.post(path, { ...body, reason: ' ' })).toMatchObject({ status: 400 })
    expect(await staff.post(path, body)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await ok(people.officer.post(path, body))).toMatchObject({ status: 'assessing' })
    expect(await people.officer.post(path, body)).toMatchObject({ status: 409, body: { code: 'submission.stale' } })
    expect(await ok(staff.get(`/submissions/${file.id}`))).toMatchObject({ externalResult: null, externalLevel: null })
  })
})
