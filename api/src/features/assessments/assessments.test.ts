import { personId } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, met, ok, score, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
const road = () => aRoad(tester, `MAU-${(codes += 1)}`)
const ids = (reply: { items: { personId: string }[] }) => reply.items.map((one) => one.personId)

describe('who may be sent to assess a unit', () => {
  it('is anyone active of the assessing body or a school under it, and nobody of the unit itself', async () => {
    const { accepted, people } = await road()
    const { commune, secondSchool, school, otherSchool, province } = api.world
    const { file, staff } = await accepted(school)
    const peer = await as('council-member', secondSchool)
    const outsiders = [await as('council-member', otherSchool), await as('province-officer', province), staff]
    const suspended = await aPerson(api.db, { status: 'suspended' })
    await aMembership(api.db, suspended, commune, 'managing-body-officer')

    const found = ids(await ok(people.officer.get(`/submissions/${file.id}/assessor-candidates?limit=200`)))
    expect(found).toEqual(expect.arrayContaining([peer.person.id, people.officer.person.id]))
    for (const one of outsiders) expect(found).not.toContain(one.person.id)
    expect(found).not.toContain(suspended.id)
  })

  it('is found by part of the name without accents, page by page', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    for (const fullName of ['Đặng Thị Ước', 'Đặng Thị Ứng', 'Đặng Thị An']) {
      const person = await aPerson(api.db, { fullName })
      await aMembership(api.db, person, api.world.commune, 'managing-body-officer')
    }
    const path = `/submissions/${file.id}/assessor-candidates?q=dang%20thi&limit=2`
    const first = await ok(people.officer.get(path))
    const second = await ok(people.officer.get(`${path}&cursor=${first.nextCursor}`))
    const names = [...first.items, ...second.items].map((one: { fullName: string }) => one.fullName)
    expect(names).toEqual(['Đặng Thị An', 'Đặng Thị Ước', 'Đặng Thị Ứng'].sort(new Intl.Collator('vi').compare))
    expect(second.nextCursor).toBeNull()
  })

  it('counts a person once, however many units they belong to, and not at all when one of them is assessed', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    const twice = await aPerson(api.db, { fullName: 'Hồ Hai Nơi' })
    await aMembership(api.db, twice, api.world.commune, 'managing-body-officer')
    await aMembership(api.db, twice, api.world.secondSchool, 'school-staff')
    const path = `/submissions/${file.id}/assessor-candidates?q=hai%20noi`
    expect(ids(await ok(people.officer.get(path)))).toEqual([twice.id])
    await aMembership(api.db, twice, api.world.school, 'school-staff')
    expect(ids(await ok(people.officer.get(path)))).toEqual([])
  })

  it('is not told to those who only see the file', async () => {
    const { accepted, people } = await road()
    const { file, head } = await accepted(api.world.school)
    const path = `/submissions/${file.id}/assessor-candidates`
    expect(await people.planner.get(path)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await head.get(path)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('managing-body-officer', api.world.otherCommune)
    expect(await stranger.get(path)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
  })
})

describe('the team', () => {
  const order = (version: number, ...members: [Person, string][]) => ({
    version,
    members: members.map(([{ person }, duty]) => ({ personId: person.id, duty })),
  })

  it('opens the external assessment; its members then see the file, and it leaves their sight with them', async () => {
    const { accepted, people, campaign } = await road()
    const { file } = await accepted(api.world.school)
    const first = await as('school-staff', api.world.secondSchool)
    const second = await as('council-member', api.world.secondSchool)
    expect((await first.get(`/submissions/${file.id}`)).status).toBe(404)

    const path = `/submissions/${file.id}/team`
    const opened = await ok(people.officer.put(path, order(file.version, [people.officer, 'head'], [first, 'member'])))
    expect(opened).toMatchObject({ status: 'assessing', mayAssess: true })
    expect(opened.team).toMatchObject([
      { personId: people.officer.person.id, duty: 'head', unitName: api.world.commune.name },
      { personId: first.person.id, duty: 'member', unitName: api.world.secondSchool.name },
    ])
    expect(await ok(first.get(`/submissions/${file.id}`))).toMatchObject({ mayAssess: true, mayScore: false })
    const { items: listed } = await ok(first.get(`/submissions?campaignId=${campaign.id}`))
    expect(listed.map((one: { unit: { id: string } }) => one.unit.id).sort()).toEqual(
      [api.world.school.id, api.world.secondSchool.id].sort(),
    )

    await ok(people.officer.put(path, order(opened.version, [second, 'head'], [people.officer, 'secretary'])))
    expect((await first.get(`/submissions/${file.id}`)).status).toBe(404)
    const { items } = await ok(people.officer.get(`/submissions/${file.id}/timeline`))
    expect(items.slice(0, 2)).toMatchObject([
      {
        action: 'change-team',
        from: 'assessing',
        to: 'assessing',
        reason: expect.stringContaining(second.person.fullName),
      },
      { action: 'open-assessment', from: 'accepted', to: 'assessing' },
    ])
  })

  it('has exactly one head, and names a person once', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    const { leader, officer } = people
    const path = `/submissions/${file.id}/team`
    for (const team of [
      order(file.version, [officer, 'member']),
      order(file.version, [officer, 'head'], [leader, 'head']),
    ])
      expect(await leader.put(path, team)).toMatchObject({ status: 400, body: { code: 'assessment.team-needs-head' } })
    const twice = order(file.version, [officer, 'head'], [officer, 'member'])
    expect(await leader.put(path, twice)).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })

  it('takes nobody of the assessed unit, and nobody suspended, of another branch or unknown: each is named', async () => {
    const { accepted, people } = await road()
    const { file, staff } = await accepted(api.world.school)
    const path = `/submissions/${file.id}/team`
    const own = await people.leader.put(path, order(file.version, [people.officer, 'head'], [staff, 'member']))
    expect(own).toMatchObject({
      status: 409,
      body: { code: 'assessment.conflict-of-interest', errors: [{ path: staff.person.id }] },
    })
    const foreign = await as('managing-body-officer', api.world.otherCommune)
    const unknown = personId.parse('01900000-0000-7000-8000-000000000000')
    const team = order(file.version, [people.officer, 'head'], [foreign, 'member'])
    team.members.push({ personId: unknown, duty: 'member' })
    expect(await people.leader.put(path, team)).toMatchObject({
      status: 409,
      body: { code: 'assessment.person-unfit', errors: [{ path: foreign.person.id }, { path: unknown }] },
    })
  })

  it('is set by the assessing body only, from an accepted file, on the version seen', async () => {
    const { accepted, people, fileOf } = await road()
    const { file, head } = await accepted(api.world.school)
    const path = `/submissions/${file.id}/team`
    const team = order(file.version, [people.officer, 'head'])
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    expect(await stranger.put(path, team)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
    expect(await people.planner.put(path, team)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await head.put(path, team)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await people.leader.put(path, order(file.version - 1, [people.officer, 'head']))).toMatchObject({
      status: 409,
      body: { code: 'submission.stale' },
    })
    const draft = await fileOf(api.world.secondSchool)
    const early = await people.leader.put(
      `/submissions/${draft.id}/team`,
      order(draft.version, [people.officer, 'head']),
    )
    expect(early).toMatchObject({ status: 409, body: { code: 'submission.wrong-state' } })
  })

  it('two set at once: exactly one stands', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    const replies = await Promise.all(
      [people.leader, people.officer].map((one) =>
        one.put(`/submissions/${file.id}/team`, order(file.version, [one, 'head'])),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    const { team } = await ok(people.leader.get(`/submissions/${file.id}`))
    expect(team).toHaveLength(1)
  })
})

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
    expect(items[0]).toMatchObject({
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
