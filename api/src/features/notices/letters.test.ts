import type { NoticeChoice, NoticeKind, NoticeValues, UnitId } from '@thuoc/shared'
import { usualChoice } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, describe, it } from 'vitest'
import { aPerson, aMembership } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { aMailServer } from '../../../test/smtp.ts'
import { mails } from '../../platform/mail/index.ts'
import { createLettersService, notifySeats } from './index.ts'
import { notices, noticeDigests } from './notices.tables.ts'

let now = new Date()
const { api, as } = testApi({ sendsMail: true, now: () => now })
const server = aMailServer()

const morning = '2026-11-23T01:30:00Z'
beforeEach(async () => {
  now = new Date(morning)
  await api.db.delete(noticeDigests)
  await api.db.delete(notices)
  await api.db.delete(mails)
})

const letters = (sendsMail = true) =>
  createLettersService({
    db: api.db,
    now: () => now,
    sendsMail,
    things: ({ kind }) => (kind === 'plan' ? 'Kế hoạch' : ''),
  })
async function mailOut() {
  await letters().write()
  return server.deliver(api.db)
}
type Reader = Awaited<ReturnType<typeof as>>
async function aReader(): Promise<Reader> {
  const reader = await as('school-head')
  await api.db.execute(sql`update people set email = id || '@example.vn' where id = ${reader.person.id}`)
  return reader
}
const tell = ({ person, unit }: Pick<Reader, 'person' | 'unit'>, kind: NoticeKind, values: NoticeValues = {}) =>
  api.db.transaction((tx) =>
    notifySeats(tx, [{ seats: [{ personId: person.id, unitId: unit.id }], kind, values }], { by: null, at: now }),
  )
const choose = (reader: Reader, over: Partial<NoticeChoice['modes']>, rest: Partial<NoticeChoice> = {}) =>
  ok(reader.put('/notice-settings', { ...usualChoice, ...rest, modes: { ...usualChoice.modes, ...over } }))
const file = { unit: 'Trường THCS Minh Hoạ 1', submissionId: '00000000-0000-7000-8000-00000000aaaa' }

describe('what a person is told goes by e-mail', () => {
  it('once a day, from their hour on, grouped and by last day, and not again', async () => {
    const head = await aReader()
    await tell(head, 'file-news', { ...file, action: 'accept' })
    await tell(head, 'file-due', { ...file, days: 7, due: '2026-11-30' })
    await tell(head, 'file-due', { ...file, days: 3, due: '2026-11-26' })
    now = new Date('2026-11-23T00:59:00Z')
    expect(await mailOut(), 'before eight in the morning').toEqual([])
    now = new Date('2026-11-23T01:00:00Z')
    const [letter, ...others] = await mailOut()
    expect(others).toEqual([])
    expect(letter?.subject).toBe('Thước: 3 thông báo mới')
    const places = ['Sắp đến hạn (2)', 'hạn 26/11/2026', 'hạn 30/11/2026', 'Thông tin (1)', 'Đã tiếp nhận hồ sơ'].map(
      (words) => letter?.text.indexOf(words) ?? -1,
    )
    expect(places.includes(-1)).toBe(false)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(letter?.text).toMatch(/https:\/\/thuoc\.example\.vn\/thong-bao\/[0-9a-f-]{36}/)
    expect(letter?.text).toContain('https://thuoc.example.vn/tai-khoan/thong-bao')
    await tell(head, 'file-news', { ...file, action: 'publish' })
    expect(await mailOut(), 'not twice on one day').toEqual([])
    now = new Date('2026-11-24T01:00:00Z')
    expect(await mailOut()).toMatchObject([{ subject: 'Đã công bố kết quả của Trường THCS Minh Hoạ 1' }])
    now = new Date('2026-11-25T01:00:00Z')
    expect(await mailOut(), 'nothing new, no letter').toEqual([])
  })

  it('once, though two workers write at the same time', async () => {
    const head = await aReader()
    for (let n = 0; n < 5; n += 1) await tell(head, 'file-turn', { ...file, action: 'finish' })
    await Promise.all([letters().write(), letters().write(), letters().write()])
    expect(await server.deliver(api.db)).toHaveLength(1)
  })

  it('at once where they chose so, and the rest in the letter of the day', async () => {
    now = new Date('2026-11-22T20:00:00Z')
    const head = await aReader()
    await choose(head, { returned: 'at-once' })
    await tell(head, 'file-returned', { ...file, action: 'return', due: '2026-12-01', note: 'Thiếu minh chứng 1.3' })
    await tell(head, 'file-news', { ...file, action: 'accept' })
    const [letter, ...others] = await mailOut()
    expect(others).toEqual([])
    expect(letter?.text).toContain('được trả lại, cần bổ sung (hạn 01/12/2026): Thiếu minh chứng 1.3')
    expect(letter?.text).not.toContain('Đã tiếp nhận')
  })

  it('in the language and for the unit it is about', async () => {
    const head = await aReader()
    await choose(head, {}, { language: 'en' })
    await tell(head, 'file-returned', { ...file, action: 'return' })
    const [letter] = await mailOut()
    expect(letter?.subject).toBe('The file of Trường THCS Minh Hoạ 1 was sent back to be completed')
    expect(letter?.text).toContain(api.world.school.name)
  })

  it('not at all where they chose so, have no address or have read it', async () => {
    const head = await aReader()
    await choose(head, { information: 'none' })
    await tell(head, 'file-news', { ...file, action: 'accept' })
    await tell(head, 'file-turn', { ...file, action: 'finish' })
    await ok(head.post('/notices/read', { ids: null }))
    const silent = await aPerson(api.db, { email: null })
    await aMembership(api.db, silent, api.world.school, 'school-staff')
    await tell({ person: silent, unit: api.world.school }, 'file-turn', file)
    expect(await mailOut()).toEqual([])
  })

  it('not where no mail is sent, also not later', async () => {
    await tell(await aReader(), 'file-turn', { ...file, action: 'finish' })
    await letters(false).write()
    expect(await mailOut()).toEqual([])
  })
})

describe('how one hears', () => {
  it('is the letter of the day until one chooses, for each unit apart', async () => {
    const head = await aReader()
    const usual = { choice: usualChoice, email: `${head.person.id}@example.vn`, mail: true }
    expect(await ok(head.get('/notice-settings'))).toEqual(usual)
    await choose(head, { late: 'at-once' }, { digestHour: 17 })
    expect(await ok(head.get('/notice-settings'))).toMatchObject({
      choice: { digestHour: 17, modes: { late: 'at-once' } },
    })
    expect(await ok((await as('school-staff')).get('/notice-settings'))).toMatchObject({ choice: usualChoice })
  })

  it('has an hour of the day and a mode that exist', async () => {
    const head = await aReader()
    expect(await head.put('/notice-settings', { ...usualChoice, digestHour: 24 })).toMatchObject({ status: 400 })
  })
})

describe('a link of a letter', () => {
  it('leads to one’s own notice, whichever unit one acts in, and to nobody else’s', async () => {
    const head = await aReader()
    await tell(head, 'file-turn', { ...file, action: 'finish' })
    const [notice] = (await ok(head.get('/notices'))).items
    const elsewhere = await as('school-head')
    expect(await ok(head.get(`/notices/${notice.id}`))).toMatchObject({ unitId: head.unit.id satisfies UnitId })
    expect(await elsewhere.get(`/notices/${notice.id}`)).toMatchObject({
      status: 404,
      body: { code: 'notice.not-found' },
    })
  })
})
