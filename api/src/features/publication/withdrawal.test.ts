import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester
const anyone = client()
let codes = 0
const road = () => aRoad(tester, `MAU-${(codes += 1)}`)
let numbers = 0
const aNumber = () => `${(numbers += 1)}/QĐ-UBND`
const today = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10)

type File = { id: string; version: number; status: string }
const fresh = (person: Person, { id }: { id: string }): Promise<File> => ok(person.get(`/submissions/${id}`))

/** A file that was recognised; its leader, officer and certificate. */
async function recognised(way: Awaited<ReturnType<typeof road>>, unit = api.world.school) {
  const { file, head } = await way.nominated(unit)
  const decided = await ok(
    way.people.leader.post('/recognition-decisions', way.decision([file], { number: aNumber() })),
  )
  const number: string = decided.items[0].certificateNumber
  return { file: await fresh(head, file), head, number, decisionId: decided.id as string, ...way.people }
}
const publish = (person: Person, { id, version }: File, over: object = {}) =>
  person.post('/publications', { items: [{ submissionId: id, version }], ...over })
const withdraw = (person: Person, { id, version }: File, reason = 'Nhầm tên đơn vị') =>
  person.post(`/submissions/${id}/publication/withdrawal`, { version, reason })
const result = ({ id }: { id: string }) => anyone.get(`/public/results/${id}`)
const certificate = (number: string) => anyone.get(`/public/certificates/${number}`)
const listed = async ({ id }: { id: string }) =>
  (await ok(anyone.get('/public/results?limit=200'))).items.some((one: { id: string }) => one.id === id)

describe('a publication list', () => {
  it('has a title, a note and a day that anyone reads; what is on it can be listed', async () => {
    const one = await recognised(await road())
    const list = { title: 'Danh sách đợt 1', note: 'Theo thông báo 5/TB-UBND', publishedOn: '2026-11-20' }
    const { listId } = await ok(publish(one.officer, one.file, list))
    expect(await ok(result(one.file))).toMatchObject({
      state: 'published',
      publishedOn: '2026-11-20',
      list: { id: listId, title: list.title, note: list.note },
      past: [],
    })
    const { items } = await ok(anyone.get(`/public/results?listId=${listId}`))
    expect(items).toMatchObject([{ id: one.file.id }])
    const lists = await ok(one.officer.get('/publications'))
    expect(lists.items[0]).toMatchObject({ id: listId, count: 1, standing: 1, title: list.title })
  })

  it('is dated neither tomorrow nor before the decision it makes known', async () => {
    const { file, officer } = await recognised(await road())
    for (const publishedOn of ['2199-01-01', '2026-11-19'])
      expect(await publish(officer, file, { publishedOn })).toMatchObject({
        status: 400,
        body: { code: 'publication.day-unfit' },
      })
    await ok(publish(officer, file, { publishedOn: today }))
  })

  it('is seen by the body that made it, by no other', async () => {
    const { file, officer } = await recognised(await road())
    await ok(publish(officer, file, { title: 'Của xã 1' }))
    const other = await as('managing-body-officer', api.world.otherCommune)
    expect((await ok(other.get('/publications'))).items).toEqual([])
  })
})

describe('withdrawing a mistaken publication', () => {
  it('leaves a note at the address and in the check of the certificate; search and filters forget it', async () => {
    const { file, officer, head, number } = await recognised(await road())
    await ok(publish(officer, file))
    expect(await listed(file)).toBe(true)
    const { total } = await ok(anyone.get('/public/filters'))

    await ok(withdraw(officer, await fresh(head, file)))
    const note = { state: 'withdrawn', id: file.id, endedOn: today, reason: 'Nhầm tên đơn vị', decision: null }
    for (const reply of [await result(file), await certificate(number)]) {
      expect(reply).toMatchObject({ status: 200, body: { ...note, certificateNumber: number } })
      expect(Object.keys(reply.body)).not.toContain('level')
    }
    expect(await listed(file)).toBe(false)
    expect((await ok(anyone.get('/public/filters'))).total).toBe(total - 1)
    expect(await fresh(head, file)).toMatchObject({ status: 'recognised' })
  })

  it('may be followed by a new publication, which tells of the old one', async () => {
    const { file, officer, head, number } = await recognised(await road())
    await ok(publish(officer, file, { publishedOn: '2026-11-20' }))
    await ok(withdraw(officer, await fresh(head, file), 'Công bố sớm'))
    await ok(publish(officer, await fresh(head, file)))
    const again = {
      state: 'published',
      past: [{ publishedOn: '2026-11-20', withdrawnOn: today, reason: 'Công bố sớm' }],
    }
    expect(await ok(result(file))).toMatchObject(again)
    expect(await ok(certificate(number))).toMatchObject(again)
    expect(await listed(file)).toBe(true)
  })

  it('wants the reason, is the body’s own, and only of what is published; strangers see nothing', async () => {
    const way = await road()
    const { file, officer, head, planner } = await recognised(way)
    expect(await withdraw(officer, file)).toMatchObject({ status: 409, body: { code: 'submission.wrong-state' } })
    await ok(publish(officer, file))
    const now = await fresh(head, file)
    expect(await withdraw(officer, now, '  ')).toMatchObject({ status: 400 })
    for (const one of [planner, head])
      expect(await withdraw(one, now)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('managing-body-officer', api.world.otherCommune)
    expect(await withdraw(stranger, now)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
    expect(await withdraw(officer, { ...now, version: 1 })).toMatchObject({ body: { code: 'submission.stale' } })
  })

  it('two at once: exactly one withdraws; nobody changes the note', async () => {
    const { file, officer, leader, head } = await recognised(await road())
    await ok(publish(officer, file))
    const now = await fresh(head, file)
    const replies = await Promise.all([withdraw(officer, now), withdraw(leader, now)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    for (const change of [sql`update publication_withdrawals set reason = 'khác'`, sql`delete from publications`])
      await expect(api.db.execute(change)).rejects.toThrow()
  })
})

describe('a recognition that does not count any more', () => {
  const signed = { signedOn: '2026-11-21', signatory: 'Trần Thị Mẫu', office: 'Chủ tịch' }
  const inTurn = ({ id, version }: File) => ({ submissionId: id, version })

  it('that was revoked says so with the decision, at its address and when the certificate is checked', async () => {
    const { file, officer, leader, head, number, decisionId } = await recognised(await road())
    await ok(publish(officer, file))
    const items = [inTurn(await fresh(head, file))]
    const revocation = { number: aNumber(), ...signed, reason: 'Kê khai không đúng', items }
    await ok(leader.post(`/recognition-decisions/${decisionId}/revocations`, revocation))
    const note = {
      state: 'revoked',
      certificateNumber: number,
      decision: { kind: 'revocation', number: revocation.number, signedOn: '2026-11-21' },
    }
    expect(await ok(result(file))).toMatchObject(note)
    expect(await ok(certificate(number))).toMatchObject(note)
    expect(await listed(file)).toBe(false)
  })

  it('that was never made public stays unknown, revoked or not', async () => {
    const { file, leader, number, decisionId } = await recognised(await road())
    const revocation = { number: aNumber(), ...signed, reason: 'Nhầm', items: [inTurn(file)] }
    await ok(leader.post(`/recognition-decisions/${decisionId}/revocations`, revocation))
    expect(await result(file)).toMatchObject({ status: 404, body: { code: 'result.not-found' } })
    expect(await certificate(number)).toMatchObject({ status: 404, body: { code: 'certificate.not-found' } })
  })

  it('that was corrected leads from the old number to the new one', async () => {
    const { file, officer, leader, head, number, decisionId } = await recognised(await road())
    await ok(publish(officer, file))
    const items = [{ ...inTurn(await fresh(head, file)), unitName: 'Trường Tiểu học Minh Hoạ A' }]
    const correction = { number: aNumber(), ...signed, reason: 'Sai tên', items }
    await ok(leader.post(`/recognition-decisions/${decisionId}/corrections`, correction))
    const seen = await ok(certificate(number))
    expect(seen).toMatchObject({ state: 'published', replaces: number, correction: { number: correction.number } })
    expect(seen.certificateNumber).not.toBe(number)
    expect(seen.unit.name, 'as the paper in hand has it').toBe('Trường Tiểu học Minh Hoạ A')
    expect(await ok(result(file))).toMatchObject({ certificateNumber: seen.certificateNumber })
    expect(await ok(certificate(seen.certificateNumber))).toMatchObject({ state: 'published', id: file.id })
  })
})
