import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aTeam } from '../../../test/teams.ts'
import { answers, aRoad, met, ok, score, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0

/** A file that a head, a secretary and a member score, each on a sheet of their own. */
async function scoringApart(unit = api.world.school) {
  const road = await aRoad(tester, `MAU-PHIEU-${(codes += 1)}`)
  const { campaignUnitId } = await ok(road.people.officer.get(`/submissions/${(await road.fileOf(unit)).id}`))
  const early = await as('school-staff', unit)
  const link = { criterion: '1.1', title: 'Kế hoạch', url: 'https://example.org/ke-hoach' }
  const piece = await ok(early.post(`/campaign-units/${campaignUnitId}/evidence/links`, link))
  const { file, ...own } = await road.accepted(unit)
  const [teamHead, secretary, member] = [
    await as('managing-body-officer', api.world.commune),
    await as('managing-body-officer', api.world.commune),
    await as('council-member', api.world.secondSchool),
  ]
  const members = [
    { personId: teamHead.person.id, duty: 'head' },
    { personId: secretary.person.id, duty: 'secretary' },
    { personId: member.person.id, duty: 'member' },
  ]
  await ok(road.people.leader.put(`/submissions/${file.id}/team`, { version: file.version, members }))
  const path = `/submissions/${file.id}`
  const score = async (who: Person, second: number, reason = '') => {
    for (const [line, answer] of Object.entries(answers(second)))
      await ok(who.put(`${path}/sheet/lines/${line}`, { version: 0, answer, reason }))
  }
  const done = (who: Person, done = true) => who.put(`${path}/sheet`, { done })
  return { road, path, file, teamHead, secretary, member, piece, score, done, ...own }
}

const sheetsOf = async (who: Person, path: string) => ok(who.get(`${path}/sheets`))

it('sheets that opened because somebody left stay open once they were read, also when they come back', async () => {
  const road = await aRoad(tester, `MAU-PHIEU-${(codes += 1)}`)
  const { file } = await road.accepted(api.world.school)
  const { campaignUnitId } = await ok(road.people.officer.get(`/submissions/${file.id}`))
  const { team, head, secretary, member, assign } = await aTeam(tester, road.campaign)
  await assign([campaignUnitId])
  const path = `/submissions/${file.id}`
  for (const who of [head, member]) {
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(who.put(`${path}/sheet/lines/${line}`, { version: 0, answer, reason: '' }))
    await ok(who.put(`${path}/sheet`, { done: true }))
  }
  const conflicts = `/assessment-teams/${team.id}/conflicts`
  await ok(secretary.post(conflicts, { campaignUnitId, reason: 'Từng giảng dạy tại trường.' }))
  expect(await sheetsOf(secretary, path)).toMatchObject({ state: 'open', openedAt: expect.any(String) })

  await secretary.delete(`${conflicts}/${campaignUnitId}`)
  expect(await sheetsOf(secretary, path)).toMatchObject({ state: 'open' })
  const late = await secretary.put(`${path}/sheet/lines/1.1`, { version: 0, answer: met(true), reason: '' })
  expect(late).toMatchObject({ status: 409, body: { code: 'assessment.sheets-open' } })
})

describe('sheets of assessors', () => {
  it('are one’s own until everybody who scores has finished; then the team sees them all', async () => {
    const { road, path, teamHead, secretary, member, piece, score: fill, done, head, staff } = await scoringApart()
    await fill(teamHead, 80)
    await fill(secretary, 70, 'Thiếu biên bản')
    const verdict = { version: 0, outcome: 'accepted', note: '' }
    await ok(teamHead.put(`${path}/verdicts/${piece.id}/1.1`, verdict))
    await ok(member.put(`${path}/sheet/lines/1.1`, { version: 0, answer: met(true), reason: '' }))

    for (const one of [road.people.leader, road.people.planner, member, secretary, teamHead]) {
      const seen = await sheetsOf(one, path)
      expect(seen).toMatchObject({ state: 'apart', openedAt: null, mayAgree: false })
      expect(seen.lines.every((line: { personId: string }) => line.personId === one.person.id)).toBe(true)
      expect(seen.verdicts).toHaveLength(one === teamHead ? 1 : 0)
      expect((await ok(one.get(`${path}/verdicts`))).items).toHaveLength(one === teamHead ? 1 : 0)
      expect((await ok(one.get(path))).externalResult).toMatchObject({ answered: 0 })
    }
    const [, , third] = (await sheetsOf(teamHead, path)).members
    expect(third).toMatchObject({ scores: true, doneAt: null, answered: ['1.1'] })

    expect(await done(member)).toMatchObject({
      status: 409,
      body: { code: 'assessment.incomplete', errors: [{ path: '1.2' }, { path: '1.3' }, { path: '2.1' }] },
    })
    await ok(done(teamHead))
    const change = { version: 1, answer: score(90), reason: '' }
    expect(await teamHead.put(`${path}/sheet/lines/2.1`, change)).toMatchObject({
      status: 409,
      body: { code: 'assessment.sheet-done' },
    })
    await ok(done(teamHead, false))
    await ok(teamHead.put(`${path}/sheet/lines/2.1`, { version: 1, answer: score(80), reason: '' }))
    await ok(done(teamHead))
    await ok(done(secretary))
    for (const [line, answer] of Object.entries(answers(80)).slice(1))
      await ok(member.put(`${path}/sheet/lines/${line}`, { version: 0, answer, reason: '' }))
    const opened = await ok(done(member))
    expect(opened).toMatchObject({ state: 'open', mayAgree: false, mayDissent: true })
    expect(opened.openedAt).not.toBeNull()
    for (const one of [road.people.leader, road.people.planner, member])
      expect((await sheetsOf(one, path)).lines).toHaveLength(12)
    expect(await done(member, false)).toMatchObject({ status: 409, body: { code: 'assessment.sheets-open' } })
    // The school reads what is agreed, and nothing else.
    for (const one of [head, staff])
      expect(await one.get(`${path}/sheets`)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await stranger.get(`${path}/sheets`)).toMatchObject({ status: 404 })
  })

  it('wait as a task for each until theirs is done, and for head and secretary once they are open', async () => {
    const { file, path, teamHead, secretary, member, score: fill, done } = await scoringApart()
    const tasks = async () => {
      const found: (string | null)[] = []
      for (const one of [teamHead, secretary, member]) {
        const { items } = await ok(one.get('/tasks'))
        const task = items.find(({ submissionId }: { submissionId: string }) => submissionId === file.id)
        found.push(task ? `${task.kind} ${task.answered}/${task.lines}` : null)
      }
      return found
    }
    await ok(member.put(`${path}/sheet/lines/1.1`, { version: 0, answer: met(true), reason: '' }))
    expect(await tasks()).toEqual(['assess-own 0/4', 'assess-own 0/4', 'assess-own 1/4'])
    for (const one of [teamHead, secretary]) await fill(one, 80)
    for (const one of [teamHead, secretary]) await ok(done(one))
    expect(await tasks()).toEqual(['assess 4/4', null, 'assess-own 1/4'])
    for (const [line, answer] of Object.entries(answers(80)).slice(1))
      await ok(member.put(`${path}/sheet/lines/${line}`, { version: 0, answer, reason: '' }))
    await ok(done(member))
    expect(await tasks()).toEqual(['assess 4/4', 'assess 4/4', null])
  })

  it('two who finish at once open them', async () => {
    const { path, teamHead, secretary, member, score: fill, done } = await scoringApart(api.world.school)
    for (const one of [teamHead, secretary, member]) await fill(one, 80)
    const replies = await Promise.all([teamHead, secretary, member].map((one) => done(one)))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await sheetsOf(member, path)).toMatchObject({ state: 'open' })
  })

  it('hold the rules of the form, the newest version, and are those of scorers alone', async () => {
    const { road, path, teamHead, secretary, member, staff } = await scoringApart()
    const put = (who: Person, line: string, answer: object, version = 0) =>
      who.put(`${path}/sheet/lines/${line}`, { version, answer, reason: '' })
    expect(await put(member, '2.1', score(100.25))).toMatchObject({
      status: 400,
      body: { code: 'line.score-above-maximum' },
    })
    expect(await put(member, '9.9', score(1))).toMatchObject({ status: 404, body: { code: 'line.not-found' } })
    await ok(put(member, '2.1', score(10)))
    // Another's version is another's: each has a column of their own.
    await ok(put(teamHead, '2.1', score(20)))
    expect(await put(member, '2.1', score(11))).toMatchObject({ status: 409, body: { code: 'line.stale' } })
    for (const one of [staff, road.people.leader])
      expect(await put(one, '2.1', score(1))).toMatchObject({ status: 403 })
    expect(
      await (await as('council-member', api.world.otherSchool)).put(`${path}/sheet`, { done: true }),
    ).toMatchObject({
      status: 404,
    })
    // Nothing is agreed over unfinished sheets.
    const agreed = { version: 0, answer: score(10), reason: '' }
    for (const call of [
      secretary.put(`${path}/external-lines/2.1`, agreed),
      teamHead.post(`${path}/agreement`),
      member.put(`${path}/dissents/2.1`, { version: 0, text: 'Không đồng ý' }),
    ]) {
      const { status, body } = await call
      expect([status, body.code]).toEqual([409, 'assessment.sheets-apart'])
    }
    const { version } = await ok(teamHead.get(path))
    expect(await teamHead.post(`${path}/assessment/complete`, { version, conclusion: '' })).toMatchObject({
      status: 409,
      body: { code: 'assessment.sheets-apart' },
    })
  })

  it('the head says who scores; the only one who does writes the agreed column at once', async () => {
    const { path, teamHead, secretary, member, score: fill, done } = await scoringApart()
    const choose = (who: Person, ...people: Person[]) =>
      who.put(`${path}/scorers`, { personIds: people.map(({ person }) => person.id) })
    expect(await choose(member, member)).toMatchObject({ status: 403 })
    expect(await choose(teamHead, await as('council-member'))).toMatchObject({
      status: 409,
      body: { code: 'assessment.scorer-unfit' },
    })
    await ok(choose(teamHead, teamHead, member))
    expect(await secretary.put(`${path}/sheet`, { done: true })).toMatchObject({ status: 403 })
    await fill(teamHead, 80)
    await ok(done(teamHead))
    // Whom everybody waited for scores no longer: what is there opens.
    expect(await ok(choose(teamHead, teamHead))).toMatchObject({ state: 'alone' })
    await ok(teamHead.put(`${path}/external-lines/2.1`, { version: 0, answer: score(80), reason: '' }))
    expect(await member.put(`${path}/external-lines/1.1`, { version: 0, answer: met(true), reason: '' })).toMatchObject(
      {
        status: 403,
      },
    )
  })
})

describe('what the team agrees on', () => {
  it('takes over in one go what all said alike, keeps every reason, and leaves the rest to be settled', async () => {
    const { path, file, teamHead, secretary, member, piece, score: fill, done } = await scoringApart()
    await fill(teamHead, 60, 'Một phần chưa triển khai')
    await fill(secretary, 60, 'Thiếu biên bản')
    await fill(member, 70)
    for (const one of [teamHead, secretary, member])
      await ok(one.put(`${path}/verdicts/${piece.id}/1.1`, { version: 0, outcome: 'expired', note: 'Năm trước' }))
    for (const one of [teamHead, secretary, member]) await ok(done(one))
    expect(await member.post(`${path}/agreement`)).toMatchObject({ status: 403 })
    expect(await ok(secretary.post(`${path}/agreement`))).toEqual({
      taken: ['1.1', '1.2', '1.3'],
      left: ['2.1'],
      verdicts: 1,
    })
    expect(await ok(secretary.post(`${path}/agreement`))).toEqual({ taken: [], left: ['2.1'], verdicts: 0 })
    const { lines } = await ok(teamHead.get(`${path}/form`))
    expect(lines[1]).toMatchObject({
      code: '1.2',
      external: { answer: { score: 50 }, reason: 'Một phần chưa triển khai\nThiếu biên bản' },
    })
    expect((await ok(member.get(`${path}/verdicts`))).items).toMatchObject([{ outcome: 'expired', note: 'Năm trước' }])

    await ok(secretary.put(`${path}/external-lines/2.1`, { version: 0, answer: score(60), reason: 'Đã thống nhất' }))
    const held = { version: 0, text: 'Tôi giữ mức 70' }
    const { dissents } = await ok(member.put(`${path}/dissents/2.1`, held))
    expect(dissents).toMatchObject([{ code: '2.1', text: held.text, fullName: member.person.fullName }])
    expect(await member.put(`${path}/dissents/2.1`, held)).toMatchObject({
      status: 409,
      body: { code: 'dissent.stale' },
    })
    expect((await ok(member.put(`${path}/dissents/2.1`, { version: 1, text: '' }))).dissents).toEqual([])
    expect(file.id).toBe(path.split('/').at(-1))
  })

  it('says strengths, weaknesses and what to improve, on the newest version; the school reads it when all is closed', async () => {
    const road = await aRoad(tester, `MAU-PHIEU-${(codes += 1)}`)
    const { file, teamHead, teamMember, staff } = await road.assessing()
    const path = `/submissions/${file.id}/findings`
    const whole = { strengths: 'Hạ tầng tốt', weaknesses: 'Thiếu kho học liệu', improvements: 'Số hoá học liệu' }
    const saved = await ok(teamMember.put(path, { version: 0, whole, groups: { 1: whole } }))
    expect(saved).toMatchObject({ whole, groups: { 1: whole }, version: 1, mayWrite: true })
    expect(await teamHead.put(path, { version: 0, whole, groups: {} })).toMatchObject({
      status: 409,
      body: { code: 'findings.stale' },
    })
    expect(await teamHead.put(path, { version: 1, whole, groups: { 7: whole } })).toMatchObject({ status: 404 })
    expect(await staff.put(path, { version: 1, whole, groups: {} })).toMatchObject({ status: 403 })
    expect(await ok(staff.get(path))).toMatchObject({ whole: { strengths: '' }, version: 0, mayWrite: false })
  })
})
