import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aList, aRoad, answers, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
const road = () => aRoad(tester, `SAU-${(codes += 1)}`)
let numbers = 0
const aNumber = () => `${(numbers += 1)}/QĐ-UBND`
const path = '/recognition-decisions'

/** Two units recognised by one decision. */
async function recognised() {
  const one = await road()
  const first = await one.nominated(api.world.school)
  const second = await one.nominated(api.world.secondSchool)
  const body = one.decision([first.file, second.file], { number: aNumber(), validUntil: '2031-12-31' })
  const decided = await ok(one.people.leader.post(path, body))
  return { ...one, first, second, decided, at: `${path}/${decided.id}` }
}
type Decided = Awaited<ReturnType<typeof recognised>>['decided']
const of = (decided: Decided, unit: { id: string }) =>
  decided.items.find((item: { unit: { id: string } }) => item.unit.id === unit.id)
const item = (decided: Decided, unit: { id: string }) => {
  const { submissionId, version } = of(decided, unit)
  return { submissionId, version }
}
const signature = () => ({ number: aNumber(), signedOn: '2026-11-21', signatory: 'Lê Văn Mẫu', office: 'Phó Chủ tịch' })
const reason = 'Sai tên người ký'

describe('correcting a decision', () => {
  it('is a new decision that points to the old one; the old certificate leads to the new', async () => {
    const { decided, at, people, first } = await recognised()
    const { school, secondSchool } = api.world
    const order = { ...signature(), reason, reads: { signatory: 'Trần Thị Mẫu Hai' } }
    const items = [{ ...item(decided, school), unitName: 'Trường THCS Minh Hoạ Một' }]
    const correction = await ok(people.leader.post(`${at}/corrections`, { ...order, items }))
    expect(correction).toMatchObject({
      kind: 'correction',
      about: { id: decided.id, number: decided.number },
      reason,
      items: [{ level: 3, ended: null }],
    })
    const old = of(decided, school).certificateNumber
    const { certificateNumber: number } = correction.items[0]
    expect(Number(number.slice(-4))).toBe(Number(of(decided, secondSchool).certificateNumber.slice(-4)) + 1)

    const now = await ok(people.leader.get(at))
    expect(of(now, school)).toMatchObject({
      certificateNumber: old,
      ended: { decision: { id: correction.id, kind: 'correction' }, successor: number },
    })
    expect(of(now, secondSchool)).toMatchObject({ ended: null })
    expect(now).toMatchObject({ followedBy: [{ id: correction.id }], actions: ['correct', 'revoke'] })

    const { items: certificates } = await ok(first.head.get(`/submissions/${first.file.id}/recognitions`))
    expect(certificates).toMatchObject([
      {
        number,
        replaces: old,
        unitName: 'Trường THCS Minh Hoạ Một',
        decision: { id: decided.id, number: decided.number, signatory: 'Trần Thị Mẫu Hai', office: 'Chủ tịch' },
        correction: { id: correction.id },
        validUntil: '2031-12-31',
        ended: null,
      },
      { number: old, unitName: school.name, correction: null, ended: { successor: number } },
    ])
    expect(await ok(first.head.get(`/submissions/${first.file.id}`))).toMatchObject({
      status: 'recognised',
      recognition: { certificateNumber: number, signatory: 'Trần Thị Mẫu Hai', decisionNumber: decided.number },
    })
    const { items: timeline } = await ok(first.head.get(`/submissions/${first.file.id}/timeline`))
    expect(timeline[0]).toMatchObject({ action: 'correct', reason })
  })

  it('may be corrected again, asked for by way of either decision; what it does not name stays as corrected', async () => {
    const { decided, at, people, first } = await recognised()
    const once = { ...signature(), reason, items: [{ ...item(decided, api.world.school), unitName: 'Trường Mẫu Một' }] }
    const correction = await ok(people.leader.post(`${at}/corrections`, once))
    const twice = {
      ...signature(),
      reason,
      reads: { office: 'Quyền Chủ tịch' },
      items: [item(correction, api.world.school)],
    }
    await ok(people.leader.post(`${path}/${correction.id}/corrections`, twice))
    const { items } = await ok(first.head.get(`/submissions/${first.file.id}/recognitions`))
    expect(items[0]).toMatchObject({
      unitName: 'Trường Mẫu Một',
      decision: { id: decided.id, office: 'Quyền Chủ tịch' },
    })
    expect(items).toHaveLength(3)
  })

  it('has to say something else, and never a level', async () => {
    const { decided, at, people } = await recognised()
    const items = [item(decided, api.world.school)]
    const empty = await people.leader.post(`${at}/corrections`, { ...signature(), reason, items })
    expect(empty).toMatchObject({ status: 400, body: { code: 'decision.nothing-corrected' } })
    const same = { ...signature(), reason, reads: { signatory: decided.signatory, level: 1 }, items }
    const unsaid = await people.leader.post(`${at}/corrections`, same)
    expect(unsaid).toMatchObject({ status: 400, body: { code: 'decision.nothing-corrected' } })
  })
})

describe('revoking a recognition', () => {
  it('takes it back by a new decision; what was stays on record, and nobody rewrites it', async () => {
    const { decided, at, people, first } = await recognised()
    const { school, secondSchool } = api.world
    const order = { ...signature(), reason: 'Minh chứng không có thật', items: [item(decided, school)] }
    const revocation = await ok(people.leader.post(`${at}/revocations`, order))
    const old = of(decided, school).certificateNumber
    expect(revocation).toMatchObject({
      kind: 'revocation',
      about: { id: decided.id },
      items: [{ certificateNumber: old, ended: { successor: null } }],
      actions: [],
    })
    expect(await ok(first.head.get(`/submissions/${first.file.id}`))).toMatchObject({
      status: 'revoked',
      recognisedLevel: null,
      recognition: null,
    })
    const now = await ok(people.leader.get(at))
    expect(of(now, secondSchool)).toMatchObject({ ended: null })
    const again = { ...signature(), reason, items: [{ ...item(now, school) }] }
    expect(await people.leader.post(`${at}/revocations`, again)).toMatchObject({
      status: 409,
      body: { code: 'decision.submission-not-ready', errors: [{ message: 'submission.wrong-state' }] },
    })
    for (const change of [
      sql`delete from recognition_endings`,
      sql`update recognition_endings set successor_id = null`,
    ])
      await expect(api.db.execute(change)).rejects.toThrow()
  })

  it('leaves the way open to a new assessment, nomination and recognition', async () => {
    const { decided, at, people, first, campaign, decision } = await recognised()
    const order = { ...signature(), reason: 'Đánh giá lại', items: [item(decided, api.world.school)] }
    await ok(people.leader.post(`${at}/revocations`, order))
    const { id } = first.file
    const version = async () => (await ok(people.leader.get(`/submissions/${id}`))).version
    await ok(people.officer.post(`/submissions/${id}/assessment/reopen`, { version: await version(), reason: 'Lại' }))
    const line = { version: 1, answer: answers(60)['2.1'], reason: 'Đánh giá lại' }
    await ok(first.teamHead.put(`/submissions/${id}/external-lines/2.1`, line))
    const shown = await ok(
      first.teamHead.post(`/submissions/${id}/assessment/complete`, { version: await version(), conclusion: 'Xong' }),
    )
    const accept = { action: 'accept-result', version: shown.version, reason: null }
    await ok(first.head.post(`/submissions/${id}/transitions`, accept))
    await aList(people.officer, campaign.id, [{ id }])
    const body = decision([{ id, version: await version() }], { number: aNumber() })
    const decidedAgain = await ok(people.leader.post(path, body))
    expect(decidedAgain.items).toMatchObject([{ level: 2 }])
    const { items } = await ok(first.head.get(`/submissions/${id}/recognitions`))
    expect(items).toMatchObject([
      { level: 2, ended: null, replaces: null },
      { level: 3, ended: { decision: { kind: 'revocation' } } },
    ])
  })
})

describe('a later decision', () => {
  it('is the leader’s of the body that decided; others may not, strangers do not see the decision', async () => {
    const { decided, at, people, first } = await recognised()
    const items = [item(decided, api.world.school)]
    const order = { ...signature(), reason, reads: { office: 'Quyền Chủ tịch' }, items }
    for (const call of ['corrections', 'revocations']) {
      for (const one of [people.officer, people.planner, first.head])
        expect(await one.post(`${at}/${call}`, order)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
      const stranger = await as('managing-body-leader', api.world.otherCommune)
      expect(await stranger.post(`${at}/${call}`, order)).toMatchObject({ status: 404 })
    }
    expect(await (await as('managing-body-leader', api.world.otherCommune)).get(`${at}/certificates`)).toMatchObject({
      status: 404,
      body: { code: 'decision.not-found' },
    })
    expect((await ok(first.head.get(`${at}/certificates`))).items).toMatchObject([{ unitName: api.world.school.name }])
  })

  it('has a number of its own, is not dated tomorrow nor before the other, and is about units of that decision only', async () => {
    const { decided, at, people } = await recognised()
    const other = await recognised()
    const items = [item(decided, api.world.school)]
    const taken = { ...signature(), number: decided.number, reason, items }
    expect(await people.leader.post(`${at}/revocations`, taken)).toMatchObject({
      body: { code: 'decision.number-taken' },
    })
    const late = { ...signature(), signedOn: '2199-01-01', reason, items }
    expect(await people.leader.post(`${at}/revocations`, late)).toMatchObject({
      body: { code: 'decision.in-the-future' },
    })
    const early = { ...signature(), signedOn: '2026-11-19', reason, items }
    for (const call of ['revocations', 'corrections'])
      expect(
        await people.leader.post(`${at}/${call}`, { ...early, reads: { office: 'Quyền Chủ tịch' } }),
      ).toMatchObject({
        status: 400,
        body: { code: 'decision.before-its-cause' },
      })
    const ahead = { ...signature(), reason, reads: { signedOn: '2199-12-31' }, items }
    expect(await people.leader.post(`${at}/corrections`, ahead)).toMatchObject({
      body: { code: 'decision.in-the-future' },
    })
    const foreign = { ...signature(), reason, items: [item(other.decided, api.world.school)] }
    expect(await people.leader.post(`${at}/revocations`, foreign)).toMatchObject({
      status: 409,
      body: { code: 'decision.submission-not-ready', errors: [{ message: 'submission.not-found' }] },
    })
  })

  it('two at once about one unit: exactly one wins', async () => {
    const { decided, at, people } = await recognised()
    const items = [item(decided, api.world.school)]
    const other = await as('managing-body-leader', api.world.commune)
    const replies = await Promise.all([
      people.leader.post(`${at}/revocations`, { ...signature(), reason, items }),
      other.post(`${at}/corrections`, { ...signature(), reason, reads: { office: 'Quyền Chủ tịch' }, items }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
