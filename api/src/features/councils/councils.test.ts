import { dayOf } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { met, ok, score } from '../../../test/road.ts'
import { councilsOf, lineOf } from '../../../test/councils.ts'

const tester = testApi()
const { api, as } = tester
const { aSchool, withCouncil, fill, minutesOf } = councilsOf(tester)

/** Beside the members somebody who enters data. */
async function withStaff() {
  const school = await withCouncil()
  return { ...school, staff: await as('school-staff', school.unit) }
}

describe('a council', () => {
  it('is set up by a decision of the head and changed by a further one; the first stays on record', async () => {
    const { head, secretary, first, second, path, order, members } = await aSchool()
    expect((await ok(head.get(`${path}/council`))).decision).toBeNull()
    for (const one of [secretary, first])
      expect(await one.post(`${path}/council/decisions`, order())).toMatchObject({ status: 403 })
    const made = await ok(head.post(`${path}/council/decisions`, order()))
    expect(made.decision).toMatchObject({ number: '05/QĐ-THMH', sequence: 1, madeBy: head.person.fullName })
    expect(made.decision.members.map(({ duty }: { duty: string }) => duty)).toEqual([
      'chairperson',
      'secretary',
      'member',
      'member',
      'member',
    ])
    const { version } = await ok(
      head.put(`${path}/council/assignments`, {
        version: made.version,
        items: [{ criterion: '1.2', personIds: [first.person.id, second.person.id] }],
      }),
    )

    const change = order({ version, number: '09/QĐ-THMH', members: members.slice(0, 3) })
    expect(await head.post(`${path}/council/decisions`, change)).toMatchObject({
      body: { code: 'council.reason-required' },
    })
    const reason = 'Cô Mẫu chuyển công tác'
    expect(await head.post(`${path}/council/decisions`, { ...change, reason, version: 0 })).toMatchObject({
      body: { code: 'council.stale' },
    })
    expect(await head.post(`${path}/council/decisions`, { ...change, reason, number: '05/qđ-thmh' })).toMatchObject({
      body: { code: 'council.number-taken' },
    })
    const changed = await ok(head.post(`${path}/council/decisions`, { ...change, reason }))
    expect(changed.decision).toMatchObject({ number: '09/QĐ-THMH', reason, sequence: 2 })
    expect(changed.former).toEqual([expect.objectContaining({ number: '05/QĐ-THMH' })])
    // Whoever left has no lines any more; the others keep theirs.
    expect(lineOf(changed, '1.2')).toMatchObject({ assigned: [first.person.id] })
  })

  it('is set up by a deputy who signs for the head: the decision says for whom', async () => {
    const { head, first, path, order } = await aSchool()
    const today = dayOf(new Date())
    const power = { powers: ['council.manage'], fromDay: today, toDay: today, basis: 'Quyết định 12/QĐ-THMH' }
    await ok(head.post('/delegations', { to: first.membership.id, ...power }))
    const made = await ok(first.post(`${path}/council/decisions`, order()))
    expect(made.decision).toMatchObject({
      madeBy: first.person.fullName,
      standsFor: { fullName: head.person.fullName, role: 'school-head' },
    })
  })

  it('waits as a task for each member until what is theirs is scored; then the form of all does', async () => {
    const { first, second, staff, says } = await withStaff()
    const task = async (one: typeof first) => {
      const { items } = await ok(one.get('/tasks'))
      const [{ kind, answered, lines, criterion }] = items
      return { kind, answered, lines, criterion }
    }
    expect(await task(first)).toEqual({ kind: 'score-own', answered: 0, lines: 2, criterion: '1.2' })
    await ok(says(first, '1.2', score(40)))
    expect(await task(first)).toEqual({ kind: 'score-own', answered: 1, lines: 2, criterion: '2.1' })
    await ok(says(first, '2.1', score(40)))
    expect(await task(first)).toMatchObject({ kind: 'score', lines: 4, criterion: null })
    expect(await task(second)).toMatchObject({ kind: 'score-own', criterion: '1.2' })
    expect(await task(staff)).toMatchObject({ kind: 'score' })
  })

  it('has one chairperson, one secretary, and people of the unit', async () => {
    const { head, path, order, members } = await aSchool()
    const refused = async (those: object[]) =>
      (await head.post(`${path}/council/decisions`, order({ members: those }))).body.code
    const [chair, secretary, member, , guest] = members
    if (!chair || !secretary || !member || !guest) throw new Error('Five members')
    expect(await refused([chair, member])).toBe('council.officers-missing')
    expect(await refused([chair, secretary, { ...member, duty: 'chairperson' }])).toBe('council.officers-missing')
    expect(await refused([chair, { ...guest, duty: 'secretary' }])).toBe('council.officers-missing')
    expect(await refused([chair, secretary, member, member])).toBe('council.person-twice')
    const outsider = await as('school-head', api.world.secondSchool)
    const foreign = { ...member, personId: outsider.person.id }
    expect(await refused([chair, secretary, foreign])).toBe('council.person-unfit')
    expect(await refused([chair, secretary, guest])).toBeUndefined()
  })

  it('plans its work; next year it can start from the last council', async () => {
    const { head, secretary, first, second, path, council, unit, road } = await withCouncil()
    const [chair] = council.decision.members
    const steps = [
      { kind: 'scoring', title: '', from: '2026-12-01', to: '2026-12-20', responsible: chair.id },
      { kind: 'meeting', title: 'Họp', from: '2027-02-05', to: '2027-02-05', responsible: null },
    ]
    expect(await first.put(`${path}/council/plan`, { version: council.version, steps })).toMatchObject({ status: 403 })
    const planned = await ok(secretary.put(`${path}/council/plan`, { version: council.version, steps }))
    expect(planned).toMatchObject({ steps, lastDay: '2027-01-31' })
    expect(await head.put(`${path}/council/plan`, { version: council.version, steps: [] })).toMatchObject({
      body: { code: 'council.stale' },
    })

    const next = await ok(road.people.planner.post('/campaigns', road.plan('Năm sau', '2027-2028')))
    await road.people.planner.post(`/campaigns/${next.id}/units`, { unitId: unit.id, assessorUnitId: null })
    const again = await road.fileOf(unit, next)
    await ok(head.put(`/people/${second.person.id}`, { fullName: 'Người Đổi Tên', email: null }))
    const proposed = await ok(head.get(`/submissions/${again.id}/council/proposal`))
    expect(proposed.schoolYear).toBe('2026-2027')
    expect(proposed.members).toHaveLength(5)
    expect(await first.get(`/submissions/${again.id}/council/proposal`)).toMatchObject({ status: 403 })
    const { items } = await ok(head.get(`/submissions/${again.id}/council/candidates?q=doi ten`))
    expect(items).toEqual([expect.objectContaining({ personId: second.person.id })])
  })

  it('is nobody’s business in other schools; those above read it, without what members said', async () => {
    const { path, says, first, second, road } = await withCouncil()
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await stranger.get(`${path}/council`)).toMatchObject({ status: 404 })
    await ok(says(first, '1.2', score(50)))
    await ok(says(second, '1.2', score(30)))
    const seen = await ok(road.people.officer.get(`${path}/council`))
    expect(seen.decision.members).toHaveLength(5)
    expect(seen.may).toEqual({ manage: false, assign: false, score: false, settle: false, scan: false })
    expect(lineOf(seen, '1.2')).toMatchObject({ scored: [], scores: [], agreement: null })
  })
})

describe('members', () => {
  it('score what is theirs, beside the school’s column; others are seen once one has scored', async () => {
    const { path, says, first, second, secretary, head } = await withCouncil()
    const said = await ok(says(first, '1.2', score(50), 0, 'Đủ phần mềm'))
    expect(said.mine).toEqual(['1.2', '2.1'])
    expect(lineOf(said, '1.2')).toMatchObject({ scored: [first.person.id], scores: [{ comment: 'Đủ phần mềm' }] })
    // The very same again is harmless; another answer on an old version is not.
    await ok(says(first, '1.2', score(50), 0, 'Đủ phần mềm'))
    expect(await says(first, '1.2', score(40))).toMatchObject({ body: { code: 'line.stale' } })

    expect(lineOf(await ok(second.get(`${path}/council`)), '1.2')).toMatchObject({ scores: [], agreement: null })
    expect(lineOf(await ok(secretary.get(`${path}/council`)), '1.2')).toMatchObject({
      scores: [{ comment: 'Đủ phần mềm' }],
    })
    const after = await ok(says(second, '1.2', score(30)))
    expect(lineOf(after, '1.2')).toMatchObject({ agreement: 'differs' })
    expect(lineOf(await ok(first.get(`${path}/council`)), '1.2')).toMatchObject({ scores: [{}, {}] })

    expect(await says(second, '2.1', score(10))).toMatchObject({ status: 403, body: { code: 'council.not-assigned' } })
    expect(await says(head, '1.2', score(10))).toMatchObject({ body: { code: 'council.not-assigned' } })
    expect(await says(first, '2.1', score(101))).toMatchObject({ body: { code: 'line.score-above-maximum' } })
    // The school’s own column is as empty as before.
    const form = await ok(first.get(`${path}/form`))
    expect(form.lines.map(({ version }: { version: number }) => version)).toEqual([0, 0, 0, 0])
  })

  it('score while the school may change its answers, not later', async () => {
    const school = await withCouncil()
    await fill(school)
    await minutesOf(school)
    const { version } = await ok(school.secretary.get(school.path))
    await ok(school.secretary.post(`${school.path}/transitions`, { action: 'finish', version, reason: null }))
    expect(await school.says(school.first, '1.2', score(50))).toMatchObject({
      body: { code: 'submission.wrong-state' },
    })
    expect(await school.head.post(`${school.path}/council/decisions`, school.order())).toMatchObject({ status: 409 })
  })
})

describe('the council', () => {
  it('takes over what all say without a word, and what differs with a reason', async () => {
    const school = await withCouncil()
    const { path, says, first, second, secretary, head } = school
    await fill(school)
    await ok(says(first, '1.2', score(40)))
    await ok(says(second, '1.2', score(40)))
    await ok(says(first, '2.1', score(70)))
    await ok(says(secretary, '1.1', met(true)))
    const before = await ok(head.get(`${path}/council`))
    expect(before.lines.map(({ agreement }: { agreement: string }) => agreement)).toEqual([
      'agreed',
      'unanimous',
      'unscored',
      'unanimous',
    ])
    const item = (criterion: string, answer: object, reason: string | null = null, version = 1) => ({
      criterion,
      version,
      answer,
      reason,
    })
    const settle = (one: typeof head, ...items: object[]) => one.post(`${path}/council/settlements`, { items })
    const both = [item('1.2', score(40)), item('2.1', score(70))]
    expect(await settle(first, ...both)).toMatchObject({ status: 403 })
    // All or none: one that needs a reason leaves the other where it was.
    expect(await settle(secretary, item('1.2', score(40)), item('2.1', score(60)))).toMatchObject({
      status: 400,
      body: { code: 'council.settlement-reason-required', errors: [{ path: '2.1' }] },
    })
    const settled = await ok(settle(secretary, ...both))
    expect(lineOf(settled, '1.2')).toMatchObject({ agreement: 'settled', settlement: { reason: null } })
    const { lines } = await ok(first.get(`${path}/form`))
    expect(lines.map((line: { code: string; answer: { score: number } }) => line.answer.score)).toEqual([
      null,
      40,
      30,
      70,
    ])
    expect(await settle(secretary, item('1.2', score(45), 'Xem lại'))).toMatchObject({ body: { code: 'line.stale' } })

    // Somebody changes their mind: the line is open again, and what is agreed now needs a reason.
    await ok(says(second, '1.2', score(20), 1))
    expect(lineOf(await ok(head.get(`${path}/council`)), '1.2')).toMatchObject({ agreement: 'differs' })
    await ok(settle(head, item('1.2', score(40), 'Đủ minh chứng cho mức này', 2)))
    expect(lineOf(await ok(head.get(`${path}/council`)), '1.2')).toMatchObject({ agreement: 'settled' })
  })

  it('closes its minutes with two signatures; then they are corrected by a further revision', async () => {
    const school = await withCouncil()
    const { path, says, first, second, secretary, head, road } = school
    await fill(school)
    await ok(says(first, '1.2', score(50)))
    await ok(says(second, '1.2', score(30)))
    const begun = await ok(secretary.post(`${path}/council/minutes`, { corrects: null, reason: null }))
    expect(await first.post(`${path}/council/minutes`, { corrects: null, reason: null })).toMatchObject({ status: 403 })
    expect(await head.post(`${path}/council/minutes`, { corrects: null, reason: null })).toMatchObject({
      body: { code: 'council-minutes.draft-open' },
    })
    const own = `${path}/council/minutes/${begun.id}`
    expect(await secretary.post(`${own}/signature`, { version: begun.version })).toMatchObject({
      body: {
        code: 'council-minutes.incomplete',
        errors: [{ path: 'place' }, { path: 'conclusion' }, { path: 'content' }],
      },
    })
    await ok(secretary.delete(own))
    const { address, said, closed } = await minutesOf(school)
    expect(closed).toMatchObject({ state: 'closed', chairperson: { by: head.person.fullName }, secretary: {} })
    expect(closed.drawn.differences).toMatchObject([{ criterion: '1.2', settled: false, scores: [{}, {}] }])
    expect(await secretary.put(address, { ...said, version: closed.version })).toMatchObject({
      body: { code: 'council-minutes.closed' },
    })
    const fix = { corrects: closed.id, reason: 'Ghi nhầm địa điểm' }
    expect(await secretary.post(`${path}/council/minutes`, { ...fix, reason: null })).toMatchObject({ status: 400 })
    const second2 = await ok(secretary.post(`${path}/council/minutes`, fix))
    expect(second2).toMatchObject({ meeting: 1, revision: 2, correction: fix.reason, place: 'Phòng họp' })
    // The managing body reads closed minutes only; a member too.
    for (const one of [road.people.officer, first])
      expect((await ok(one.get(`${path}/council/minutes`))).items).toEqual([
        expect.objectContaining({ revision: 1, state: 'closed' }),
      ])
  })

  it('signs the same figures twice, or not at all', async () => {
    const school = await withCouncil()
    const { path, secretary, head, first } = school
    await fill(school)
    const { closed } = await minutesOf(school)
    const begun = await ok(secretary.post(`${path}/council/minutes`, { corrects: closed.id, reason: 'Sửa' }))
    const address = `${path}/council/minutes/${begun.id}`
    const signed = await ok(head.post(`${address}/signature`, { version: begun.version }))
    await ok(first.put(`${path}/lines/2.1`, { version: 1, answer: score(60) }))
    expect(await secretary.post(`${address}/signature`, { version: signed.version })).toMatchObject({
      body: { code: 'council-minutes.moved' },
    })
  })
})
