import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { addDays, dayOf } from '@thuoc/shared'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'

const clock = { days: 0 }
const now = () => new Date(Date.now() + clock.days * 86_400_000)
const tester = testApi({ now })
const { api, as } = tester

const content = {
  kind: 'visit',
  heldOn: '2026-11-20',
  hours: '8 giờ 00 đến 11 giờ 30',
  place: 'Phòng họp của trường',
  ofTeam: [{ name: 'Nguyễn Văn Mẫu', office: 'Trưởng đoàn' }],
  ofSchool: [{ name: 'Trần Thị Mẫu', office: 'Hiệu trưởng' }],
  content: 'Kiểm tra hồ sơ và phòng máy',
  findings: '',
  conclusion: 'Thống nhất nội dung làm việc',
}

it('minutes are drafted by the team, answered by the school, closed by the head, and then never change', async () => {
  const { assessing, people } = await aRoad(tester, 'MAU-BB')
  const { file, teamHead, teamMember, head, staff } = await assessing()
  const path = `/submissions/${file.id}/visit-minutes`
  const save = (who: typeof staff, version: number, over: object = {}, correction?: string) =>
    who.put(path, {
      ...{ version, content: { ...content, ...over } },
      ...{ corrects: correction === undefined ? null : 1, correction: correction ?? null },
    })
  const move = (who: typeof staff, action: string, version: number, more: object = {}) =>
    who.post(`${path}/moves`, { action, version, answerDue: null, agrees: null, view: null, ...more })
  const answerDue = addDays(dayOf(now()), 3)

  expect(await save(staff, 0)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
  expect(await save(people.leader, 0)).toMatchObject({ status: 403 })
  const stranger = await as('school-head', api.world.otherSchool)
  expect(await stranger.get(path)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })

  expect(await ok(save(teamMember, 0, { conclusion: '' }))).toMatchObject({ items: [{ number: 1, status: 'draft' }] })
  expect(await save(teamHead, 0)).toMatchObject({ status: 409, body: { code: 'visit-minutes.stale' } })
  expect((await ok(head.get(path))).items).toEqual([])
  expect(await move(teamMember, 'show', 1, { answerDue })).toMatchObject({
    status: 409,
    body: { code: 'visit-minutes.incomplete', errors: [{ path: 'conclusion' }] },
  })
  await ok(save(teamHead, 1))
  expect(await move(teamHead, 'show', 2, { answerDue: addDays(answerDue, 30) })).toMatchObject({ status: 400 })
  await ok(move(teamMember, 'show', 2, { answerDue }))
  expect((await ok(staff.get(path))).items).toMatchObject([{ status: 'with-school', actions: [] }])
  const heard = async (who: typeof staff) => (await ok(who.get('/notices'))).items[0]
  expect(await heard(head)).toMatchObject({ kind: 'minutes-shown', values: { due: answerDue } })
  expect(await heard(staff)).not.toMatchObject({ kind: 'minutes-shown' })
  expect(await move(teamHead, 'close', 3)).toMatchObject({ status: 409, body: { code: 'visit-minutes.wrong-state' } })
  expect(await move(staff, 'answer', 3, { agrees: true })).toMatchObject({ status: 403 })
  expect(await move(head, 'answer', 3, { agrees: false })).toMatchObject({
    status: 409,
    body: { code: 'visit-minutes.incomplete' },
  })
  await ok(move(head, 'answer', 3, { agrees: false, view: 'Phòng máy mới đưa vào dùng từ tháng 10' }))
  for (const one of [teamHead, teamMember]) expect(await heard(one)).toMatchObject({ kind: 'minutes-answered' })
  expect(await move(teamMember, 'close', 4)).toMatchObject({ status: 403 })
  const closed = await ok(move(teamHead, 'close', 4))
  expect(closed).toMatchObject({
    mayBegin: true,
    items: [{ status: 'closed', schoolAgrees: false, school: { by: head.person.fullName }, actions: [] }],
  })
  await expect(
    api.db.execute(sql`update visit_minutes set content = '{}' where submission_id = ${file.id}`),
  ).rejects.toThrow()

  // A correction is a further version, with its reason; without an answer it is closed once the last day has passed.
  expect(await save(teamHead, 0, {}, ' ')).toMatchObject({
    ...{ status: 409, body: { code: 'visit-minutes.correction-missing' } },
  })
  await ok(save(teamHead, 0, { place: 'Thư viện' }, 'Ghi nhầm địa điểm'))
  await ok(move(teamHead, 'show', 1, { answerDue }))
  clock.days = 4
  const { items } = await ok(move(teamHead, 'close', 2))
  expect(items).toMatchObject([
    { number: 2, status: 'closed', correction: 'Ghi nhầm địa điểm', school: null },
    { number: 1, content: { place: content.place } },
  ])
  clock.days = 0

  // Either side sends the paper that both have signed; whoever reads the minutes reads it, and it stays after the close.
  const [corrected] = items
  const scan = `${path}/${corrected.id}/scan`
  const send = async (who: typeof staff, to = scan) => {
    const data = new FormData()
    data.append('file', new Blob([Uint8Array.from(pdf())]), 'bien-ban.pdf')
    const headers = { authorization: `Bearer ${who.token}` }
    return (await fetch(`${api.url}/api/v1${to}`, { method: 'POST', headers, body: data })).status
  }
  expect(await head.get(scan)).toMatchObject({ status: 404, body: { code: 'attachment.not-found' } })
  expect([await send(staff), await send(people.leader), await send(stranger)]).toEqual([403, 403, 404])
  expect([await send(teamMember), await send(head)]).toEqual([200, 200])
  expect(await send(head, `${path}/${file.id}/scan`)).toBe(404)
  expect((await ok(staff.get(path))).items).toMatchObject([
    { scan: { name: 'bien-ban.pdf', addedBy: head.person.fullName }, mayScan: false },
    { scan: null },
  ])
  for (const one of [staff, people.planner]) expect(await one.get(scan)).toMatchObject({ status: 200 })
  expect(await stranger.get(scan)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
  // What is not closed is not signed yet.
  await ok(save(teamHead, 0, {}, 'Ghi nhầm giờ'))
  const [draft] = (await ok(teamHead.get(path))).items
  expect(await send(teamHead, `${path}/${draft.id}/scan`)).toBe(409)
  expect(await send(head, `${path}/${draft.id}/scan`)).toBe(404)
})

it('each time the team works at a unit has minutes of its own; a correction is of one of them', async () => {
  const { assessing } = await aRoad(tester, 'MAU-BB2')
  const { file, teamHead, head } = await assessing()
  const path = `/submissions/${file.id}/visit-minutes`
  const order = (over: object, more: object = {}) => ({
    ...{ version: 0, corrects: null, correction: null, content: { ...content, kind: 'desk-review', ...over } },
    ...more,
  })
  const close = () =>
    ok(teamHead.post(`${path}/moves`, { action: 'close', version: 1, answerDue: null, agrees: null, view: null }))
  const stands = ({ items }: { items: { id: string; sitting: number; number: number; begunAs: string }[] }) =>
    items.map(({ sitting, number, begunAs }) => [sitting, number, items.findIndex(({ id }) => id === begunAs)])

  expect((await teamHead.put(path, order({}, { corrects: 1, correction: 'Sai' }))).body.code).toBe(
    'visit-minutes.not-found',
  )
  await ok(teamHead.put(path, order({})))
  expect((await teamHead.put(path, order({}))).body.code, 'while others are open').toBe('visit-minutes.stale')
  await close()
  await ok(teamHead.put(path, order({ heldOn: '2026-11-24', place: 'Điểm trường' })))
  await close()
  await ok(teamHead.put(path, order({ place: 'Thư viện' }, { corrects: 1, correction: 'Ghi nhầm địa điểm' })))
  const all = await close()
  expect(stands(all)).toEqual([
    [1, 3, 2],
    [2, 2, 1],
    [1, 1, 2],
  ])
  expect(all.items).toMatchObject([
    { content: { place: 'Thư viện' }, correction: 'Ghi nhầm địa điểm' },
    { content: { place: 'Điểm trường', heldOn: '2026-11-24' }, correction: null },
    { content: { place: content.place }, correction: null },
  ])
  expect((await ok(head.get(path))).items, 'of desk reviews the school reads with the result').toEqual([])
})
