import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCatalogue } from '../../../test/catalogue.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { draft, published } = aCatalogue(tester)

const verification = { checkedBy: 'Lê Thị Mẫu', checkedOn: '2026-11-20', against: 'Bản có dấu, tệp phu-luc.pdf' }
/** Two doubts: one of the level rule, one of criterion 1.2. */
const doubtful = (code: string) => {
  const set = shortSet(code)
  const groups = set.groups.map((group) => ({
    ...group,
    criteria: group.criteria.map((one) => (one.code === '1.2' ? { ...one, doubt: 'Bản công khai ghi 50 điểm' } : one)),
  }))
  return { ...set, groups, doubts: ['Mức khi hai nhóm khác nhau'] }
}
const outcomes = [
  { place: 'level/0', outcome: 'Lấy mức thấp nhất, khoản 2 Điều 5' },
  { place: '1.2', outcome: 'Phụ lục ghi 60 điểm' },
]

describe('POST /indicator-sets/:id/verification', () => {
  it('records who compared a published set with what, once; a sample stays a sample', async () => {
    const { person, set } = await published('DOI-CHIEU')
    expect(set).toMatchObject({ verified: false, verification: null })
    expect(set.actions).toContain('verify')
    const checked = await ok(person.post(`/indicator-sets/${set.id}/verification`, verification))
    expect(checked).toMatchObject({ verified: true, sample: true, verification: { ...verification, doubts: [] } })
    expect(checked.actions).not.toContain('verify')
    expect(checked.verification.recordedBy).toBe(person.person.fullName)
    const again = await person.post(`/indicator-sets/${set.id}/verification`, verification)
    expect(again).toMatchObject({ status: 409, body: { code: 'indicator-set.already-verified' } })
    await expect(
      api.db.execute(sql`update indicator_sets set verified_by = 'Người khác' where id = ${set.id}`),
    ).rejects.toMatchObject({ cause: { constraint: 'indicator_sets_frozen' } })
  })

  it('names every doubt that has no outcome yet, and clears nothing until all have one', async () => {
    const { person, set } = await published(doubtful('CO-NGHI-VAN'))
    const send = (doubts: object[]) =>
      person.post(`/indicator-sets/${set.id}/verification`, { ...verification, doubts })
    const none = await send([])
    expect(none).toMatchObject({ status: 409, body: { code: 'indicator-set.doubts-open' } })
    expect(none.body.errors).toEqual([
      {
        path: 'level/0',
        message: 'indicator-set.doubts-open',
        values: { doubt: 'Mức khi hai nhóm khác nhau' },
      },
      { path: '1.2', message: 'indicator-set.doubts-open', values: { doubt: 'Bản công khai ghi 50 điểm' } },
    ])
    expect((await send(outcomes.slice(0, 1))).body.errors).toMatchObject([{ path: '1.2' }])
    expect(await ok(person.get(`/indicator-sets/${set.id}`))).toMatchObject({ verified: false })

    const checked = await ok(send(outcomes))
    expect(checked).toMatchObject({ verified: true, verification: { ...verification, doubts: outcomes } })
    const { items } = await ok(person.get(`/indicator-sets/${set.id}/record`))
    const details = items.flatMap(({ event, detail }: { event: string; detail: string }) =>
      event === 'verified' ? [detail] : [],
    )
    expect(details).toEqual([
      '1.2: Phụ lục ghi 60 điểm',
      'level/0: Lấy mức thấp nhất, khoản 2 Điều 5',
      'Bản có dấu, tệp phu-luc.pdf',
    ])
  })

  it('refuses an outcome of no doubt of the set, and two of one', async () => {
    const { person, set } = await published(doubtful('KHONG-NGHI-VAN'))
    const [first] = outcomes
    const doubts = [...outcomes, { place: '1.3', outcome: 'Đúng' }, first]
    const reply = await person.post(`/indicator-sets/${set.id}/verification`, { ...verification, doubts })
    expect(reply).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path: '/doubts/2/place' }, { path: '/doubts/3/place' }] },
    })
  })

  it('refuses a day that has not come', async () => {
    const { person, set } = await published('NGAY-MAI')
    const ahead = { ...verification, checkedOn: '2199-01-01' }
    expect(await person.post(`/indicator-sets/${set.id}/verification`, ahead)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path: '/checkedOn', message: 'Lies in the future' }] },
    })
  })

  it('refuses a draft', async () => {
    const { person, set } = await draft('CHUA-CONG-BO')
    const reply = await person.post(`/indicator-sets/${set.id}/verification`, verification)
    expect(reply).toMatchObject({ status: 409, body: { code: 'indicator-set.not-published' } })
  })

  it('is missing to a stranger and denied to those who only read', async () => {
    const { set } = await published('NGUOI-NGOAI')
    const address = `/indicator-sets/${set.id}/verification`
    const stranger = await as('province-leader', api.world.abroad.province)
    expect(await stranger.post(address, verification)).toMatchObject({ status: 404 })
    expect(await (await as('managing-body-leader')).post(address, verification)).toMatchObject({ status: 403 })
  })
})
