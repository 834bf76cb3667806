import { usualChoice, type NoticeMode } from '@thuoc/shared'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { aMailServer } from '../../../test/smtp.ts'
import { aTraining } from '../../../test/training.ts'
import { people } from '../identity/index.ts'
import { createLettersService } from '../notices/index.ts'

let now = new Date()
const tester = testApi({ sendsMail: true, now: () => now })
const { api, as } = tester
const mail = aMailServer()

let province: Person
let head: Person
const hears = (person: Person, information: NoticeMode) =>
  ok(person.put('/notice-settings', { ...usualChoice, modes: { ...usualChoice.modes, information } }))
beforeAll(async () => {
  province = await as('province-officer')
  head = await as('school-head')
  await hears(head, 'at-once')
  await api.db.update(people).set({ email: 'hieu.truong@example.vn' }).where(eq(people.id, head.person.id))
  await as('school-staff') // has no address
})

const onlyTheSchool = () => ({ unitTypes: [], withinUnitIds: [], unitIds: [api.world.school.id] })
const hours = { startsAt: '2099-12-03T01:30:00Z', endsAt: '2099-12-03T04:00:00Z' }
const announce = (over: object = {}) =>
  ok(province.post('/training-sessions', aTraining({ ...hours, invitation: onlyTheSchool(), ...over })))
const change = ({ id, title, version }: { id: string; title: string; version: number }, over: object) =>
  ok(province.put(`/training-sessions/${id}`, { ...detailsOf(title), version, ...over }))
function detailsOf(title: string) {
  const { invitation: _, ...details } = aTraining({ ...hours, title })
  return details
}

it('invited people get the day, the place and the way to register by mail', async () => {
  const { id } = await announce({ title: 'Buổi có thư mời' })
  const letters = await mail.deliver(api.db)
  expect(letters).toEqual([
    {
      to: 'hieu.truong@example.vn',
      subject: 'Mời dự tập huấn: Buổi có thư mời',
      text: expect.stringContaining(`Kính gửi: ${api.world.school.name}`),
    },
  ])
  const [{ text } = { text: '' }] = letters
  expect(text).toContain('- Bắt đầu: 08:30 03/12/2099\n- Kết thúc: 11:00 03/12/2099')
  expect(text).toContain('- Địa điểm: Hội trường A')
  expect(text).toContain(`https://thuoc.example.vn/tap-huan/${id}`)
})

it('a session that is moved says what it is now and what it was; a mended word makes no letter', async () => {
  const session = await announce({ title: 'Buổi dời lịch' })
  await mail.deliver(api.db)
  const mended = await change(session, { topics: 'Sửa một chữ' })
  expect(await mail.deliver(api.db)).toEqual([])
  const moved = await change(mended, {
    ...{ startsAt: '2099-12-04T01:30:00Z', endsAt: '2099-12-04T04:00:00Z', topics: 'Sửa một chữ' },
    ...{ form: 'online', place: '', link: 'https://example.org/phong-moi' },
  })
  const [letter] = await mail.deliver(api.db)
  expect(letter?.subject).toBe('Thay đổi lịch tập huấn: Buổi dời lịch')
  for (const line of [
    '- Bắt đầu: 08:30 04/12/2099 (trước: 08:30 03/12/2099)',
    '- Hình thức: trực tuyến (trước: trực tiếp và trực tuyến)',
    '- Địa điểm: bỏ (trước: Hội trường A)',
    '- Phòng họp trực tuyến: https://example.org/phong-moi (trước: https://example.org/phong-hop)',
  ])
    expect(letter?.text).toContain(line)

  const sites = [{ id: null, name: 'Điểm cầu 1', address: 'Nhà văn hoá' }]
  await change(moved, {
    ...{ startsAt: '2099-12-04T01:30:00Z', endsAt: '2099-12-04T04:00:00Z', topics: 'Sửa một chữ' },
    ...{ form: 'online', place: '', link: 'https://example.org/phong-moi', sites },
  })
  const [told] = await mail.deliver(api.db)
  expect(told?.text).toContain('- Điểm cầu: Điểm cầu 1 (Nhà văn hoá) (trước: chưa có)')
})

it('a session that is cancelled says why', async () => {
  const { id, version } = await announce({ title: 'Buổi bị huỷ' })
  await mail.deliver(api.db)
  await ok(province.post(`/training-sessions/${id}/cancel`, { version, reason: 'Bão số 5' }))
  const [letter] = await mail.deliver(api.db)
  expect(letter?.subject).toBe('Huỷ buổi tập huấn: Buổi bị huỷ')
  expect(letter?.text).toContain('dự kiến 08:30 03/12/2099, không diễn ra.\n\nLý do: Bão số 5')
})

it('somebody who serves two invited units gets one letter; nothing goes out of what is not announced', async () => {
  const both = await aPerson(api.db, { email: 'hai.don.vi@example.vn' })
  for (const unit of [api.world.school, api.world.secondSchool]) await aMembership(api.db, both, unit, 'council-member')
  for (const unit of [api.world.school, api.world.secondSchool])
    await api.db.execute(sql`insert into notice_settings (person_id, unit_id, modes, digest_hour, language)
      values (${both.id}, ${unit.id}, '{"information": "at-once"}', 8, 'vi')`)
  const unitIds = [api.world.school.id, api.world.secondSchool.id]
  const invitation = { unitTypes: [], withinUnitIds: [], unitIds }
  await announce({ title: 'Buổi của hai trường', invitation })
  const letters = await mail.deliver(api.db)
  expect(letters.map(({ to }) => to).toSorted()).toEqual(['hai.don.vi@example.vn', 'hieu.truong@example.vn'])
  const refused = await province.post('/training-sessions', aTraining({ ...hours, endsAt: hours.startsAt, invitation }))
  expect(refused.status).toBe(400)
  expect(await mail.deliver(api.db)).toEqual([])
})

it('who wants the letter of the day reads of it there, who wants none has it in the app only', async () => {
  const mailOut = async () => {
    await createLettersService({ db: api.db, now: () => now, sendsMail: true, things: () => '' }).write()
    return (await mail.deliver(api.db)).filter(({ to }) => to === 'hieu.truong@example.vn')
  }
  now = new Date('2099-11-02T07:00:00+07:00')
  await mailOut()
  await hears(head, 'digest')
  await announce({ title: 'Buổi trong thư tổng hợp' })
  expect(await mailOut(), 'before eight').toEqual([])
  now = new Date('2099-11-02T08:00:00+07:00')
  const [digest, ...more] = await mailOut()
  expect(digest?.subject).toBe('Mời dự tập huấn: Buổi trong thư tổng hợp, 08:30 03/12/2099')
  expect(more).toEqual([])
  await hears(head, 'none')
  await announce({ title: 'Buổi không có thư' })
  now = new Date('2099-11-03T08:00:00+07:00')
  expect(await mailOut()).toEqual([])
  expect((await ok(head.get('/notices'))).items[0]).toMatchObject({ values: { title: 'Buổi không có thư' } })
})
