import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aList, aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
const road = () => aRoad(tester, `DS-${(codes += 1)}`)
let numbers = 0
const aNumber = () => `${(numbers += 1)}/DS-VHXH`
const path = '/nomination-lists'

type Listed = { submissionId: string; readiness: string[] }
/** Every warning of every unit. */
const seen = (items: Listed[]) => items.map(({ submissionId, readiness: codes }) => ({ submissionId, codes }))

const fields = (campaignId: string, over: object = {}) => ({
  campaignId,
  name: 'Danh sách đề nghị công nhận mức độ chuyển đổi số',
  number: aNumber(),
  listedOn: '2026-11-20',
  ...over,
})

describe('a nomination list', () => {
  it('goes from the officer to the leader with its files, and is decided once nothing on it is open', async () => {
    const { assessed, people, campaign, decision, fileOf } = await road()
    const { school, secondSchool } = api.world
    await assessed(school, { external: 75 })
    await assessed(secondSchool, { external: 75.25 })
    const list = await ok(people.officer.post(path, fields(campaign.id)))
    expect(list).toMatchObject({ status: 'draft', units: 0, actions: ['change', 'propose', 'take-off', 'discard'] })
    const { added, left, list: filled } = await ok(people.officer.post(`${path}/${list.id}/items`, { filter: {} }))
    expect({ added, left }).toEqual({ added: 2, left: [] })
    type Item = { unit: { id: string }; state: string }
    const of = (items: Item[], unit: { id: string }) => items.find((item) => item.unit.id === unit.id)
    expect(of(filled.items, school)).toMatchObject({ level: 2, levelName: 'Đáp ứng cơ bản' })
    expect(of(filled.items, secondSchool)).toMatchObject({ level: 3 })
    const proposal = { version: filled.version, confirmed: seen(filled.items) }
    const proposed = await ok(people.officer.post(`${path}/${list.id}/proposal`, proposal))
    expect(proposed).toMatchObject({ status: 'proposed', open: 2, actions: ['take-off'] })
    const first = await fileOf(school)
    expect(first).toMatchObject({ status: 'nominated' })

    await ok(people.leader.post('/recognition-decisions', decision([first], { number: '101/QĐ-UBND' })))
    expect(await ok(people.leader.get(`${path}/${list.id}`))).toMatchObject({ status: 'proposed', open: 1, units: 2 })
    const second = await fileOf(secondSchool)
    const refusal = { version: second.version, reason: 'Điều kiện bắt buộc không đạt' }
    await ok(people.leader.post(`/submissions/${second.id}/refusal`, refusal))
    const decided = await ok(people.leader.get(`${path}/${list.id}`))
    expect(decided).toMatchObject({ status: 'decided', open: 0, units: 2, actions: [] })
    expect([of(decided.items, school)?.state, of(decided.items, secondSchool)?.state]).toEqual([
      'recognised',
      'refused',
    ])
    expect(decided.events.map(({ action }: { action: string }) => action)).toEqual(['decide', 'propose', 'create'])
  })

  it('comes back from the leader with the reason, its files too, and can be mended and proposed again', async () => {
    const { assessed, people, campaign, fileOf } = await road()
    const { file, head } = await assessed()
    const list = await aList(people.officer, campaign.id, [file])
    const back = `${path}/${list.id}/return`
    expect(await people.officer.post(back, { version: list.version, reason: 'Thiếu' })).toMatchObject({ status: 403 })
    expect(await people.leader.post(back, { version: list.version, reason: ' ' })).toMatchObject({ status: 400 })
    const returned = await ok(people.leader.post(back, { version: list.version, reason: 'Xem lại trường này' }))
    expect(returned).toMatchObject({ status: 'returned', open: 1, events: [{ reason: 'Xem lại trường này' }, {}, {}] })
    expect(await fileOf(api.world.school)).toMatchObject({ status: 'assessed' })
    const { items } = await ok(head.get(`/submissions/${file.id}/timeline`))
    expect(items[0]).toMatchObject({ action: 'take-off-list', reason: 'Xem lại trường này' })
    const again = { version: returned.version, confirmed: seen(returned.items) }
    expect(await ok(people.officer.post(`${path}/${list.id}/proposal`, again))).toMatchObject({ status: 'proposed' })
  })

  it('holds a file once among all open lists; a list given up frees its files and its number', async () => {
    const { assessed, people, campaign } = await road()
    const { file } = await assessed()
    const one = fields(campaign.id)
    const first = await ok(people.officer.post(path, one))
    const taken = await people.officer.post(path, { ...one, number: one.number.toLowerCase() })
    expect(taken).toMatchObject({ status: 409, body: { code: 'nomination.number-taken' } })
    const added = await ok(people.officer.post(`${path}/${first.id}/items`, { submissionIds: [file.id] }))
    const second = await ok(people.officer.post(path, fields(campaign.id)))
    const other = await ok(people.officer.post(`${path}/${second.id}/items`, { submissionIds: [file.id] }))
    expect(other).toMatchObject({ added: 0, left: [{ submissionId: file.id, code: 'on-another-list' }] })
    await ok(people.officer.post(`${path}/${first.id}/discard`, { version: added.list.version }))
    const now = await ok(people.officer.post(`${path}/${second.id}/items`, { submissionIds: [file.id] }))
    expect(now).toMatchObject({ added: 1 })
    await ok(people.officer.post(path, one))
  })

  it('is not proposed empty, without a number, or with what blocks; a warning has to be confirmed by name', async () => {
    const { assessed, accepted, people, campaign } = await road()
    const { school, secondSchool } = api.world
    const list = await ok(people.officer.post(path, fields(campaign.id, { number: null })))
    const at = `${path}/${list.id}`
    const propose = async (confirmed: object[] = []) => {
      const { version } = await ok(people.officer.get(at))
      return people.officer.post(`${at}/proposal`, { version, confirmed })
    }
    expect(await propose()).toMatchObject({ status: 409, body: { code: 'nomination.unnumbered' } })
    const named = { ...fields(campaign.id), version: list.version }
    await ok(people.officer.put(at, named))
    expect(await propose()).toMatchObject({ status: 409, body: { code: 'nomination.empty' } })

    const early = await accepted(secondSchool)
    const notYet = await ok(people.officer.post(`${at}/items`, { submissionIds: [early.file.id] }))
    expect(notYet).toMatchObject({ added: 0, left: [{ code: 'not-assessed' }] })
    const { file } = await assessed(school, { unmet: true })
    const warnings = ['condition-unmet', 'council-minutes-missing']
    await ok(people.officer.post(`${at}/items`, { submissionIds: [file.id] }))
    expect(await propose()).toMatchObject({
      status: 409,
      body: { code: 'nomination.not-ready', errors: warnings.map((message) => ({ path: file.id, message })) },
    })
    const proposed = await propose([{ submissionId: file.id, codes: warnings }])
    expect(proposed).toMatchObject({ status: 200, body: { items: [{ confirmed: warnings, level: 1 }] } })
  })

  it('wants minutes of every assessment, also of one that was closed before they were demanded', async () => {
    const { assessed, people, campaign } = await road()
    const { file } = await assessed()
    await api.db.transaction(async (tx) => {
      await tx.execute(sql`alter table visit_minutes disable trigger user`)
      await tx.execute(sql`delete from visit_minutes where submission_id = ${file.id}`)
      await tx.execute(sql`alter table visit_minutes enable trigger user`)
    })
    const list = await ok(people.officer.post(path, fields(campaign.id)))
    await ok(people.officer.post(`${path}/${list.id}/items`, { submissionIds: [file.id] }))
    const { version, items } = await ok(people.officer.get(`${path}/${list.id}`))
    expect(items).toMatchObject([{ readiness: expect.arrayContaining(['visit-minutes-missing']) }])
    expect(await people.officer.post(`${path}/${list.id}/proposal`, { version, confirmed: seen(items) })).toMatchObject(
      {
        status: 409,
        body: { code: 'nomination.not-ready', errors: [{ path: file.id, message: 'visit-minutes-missing' }] },
      },
    )
  })

  it('is the body’s own: its province looks on, schools and other bodies know nothing of it', async () => {
    const { assessed, people, campaign } = await road()
    const { file, head } = await assessed()
    const list = await aList(people.officer, campaign.id, [file])
    const at = `${path}/${list.id}`
    expect(await ok((await as('province-officer')).get(at))).toMatchObject({ id: list.id, actions: [] })
    const discard = { version: list.version }
    expect(await (await as('province-officer')).post(`${at}/discard`, discard)).toMatchObject({ status: 403 })
    expect(await head.get(at)).toMatchObject({ status: 403 })
    const stranger = await as('managing-body-officer', api.world.otherCommune)
    expect(await stranger.get(at)).toMatchObject({ status: 404, body: { code: 'nomination.not-found' } })
    expect((await ok(stranger.get(path))).items).toEqual([])
    expect(await stranger.post(`${at}/items`, { filter: {} })).toMatchObject({ status: 404 })
  })

  it('two leaders at once, one deciding, one sending back: exactly one wins', async () => {
    const { assessed, people, campaign, decision, fileOf } = await road()
    const { file } = await assessed()
    const list = await aList(people.officer, campaign.id, [file])
    const nominated = await fileOf(api.world.school)
    const other = await as('managing-body-leader', api.world.commune)
    const replies = await Promise.all([
      people.leader.post('/recognition-decisions', decision([nominated], { number: '102/QĐ-UBND' })),
      other.post(`${path}/${list.id}/return`, { version: list.version, reason: 'Xem lại' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('lets a unit go while it is with the leader, with the reason; the rest stays', async () => {
    const { assessed, people, campaign, fileOf } = await road()
    const [first, second] = [await assessed(api.world.school), await assessed(api.world.secondSchool)]
    const { head } = first
    const list = await aList(people.officer, campaign.id, [first.file, second.file])
    const removal = { submissionIds: [first.file.id], reason: null }
    const at = `${path}/${list.id}/removals`
    expect(await head.post(at, removal)).toMatchObject({ status: 403 })
    const silent = await people.officer.post(at, removal)
    expect(silent).toMatchObject({ status: 400, body: { code: 'submission.reason-required' } })
    const left = await ok(people.officer.post(at, { ...removal, reason: 'Chờ xác minh' }))
    expect(left).toMatchObject({ status: 'proposed', units: 1, open: 1 })
    expect(await fileOf(api.world.school)).toMatchObject({ status: 'assessed' })
    expect(await people.officer.post(at, { ...removal, reason: 'Lần nữa' })).toMatchObject({
      status: 409,
      body: { code: 'nomination.not-listed', errors: [{ path: first.file.id }] },
    })
  })
})
