import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { aMailServer } from '../../../test/smtp.ts'
import { mails, sendMail } from '../../platform/mail/index.ts'

const { api, as } = testApi({ sendsMail: true })
const server = aMailServer()
beforeEach(() => api.db.delete(mails))

type Over = Partial<typeof mails.$inferInsert>
const refused: Over = { state: 'failed', reason: 'address-refused', attempts: 1, settledAt: new Date() }
async function aLetter(to: string, over: Over = {}, key = `notices/${to}`): Promise<string> {
  await api.db.transaction((tx) => sendMail(tx, { to, subject: 'Có 2 thông báo mới', text: 'Kính gửi', key }))
  const [row] = await api.db
    .update(mails)
    .set({ attempts: 0, ...over })
    .where(eq(mails.key, key))
    .returning()
  return row?.id ?? ''
}
async function aReader(email: string, unit = api.world.school) {
  const person = await aPerson(api.db, { email, fullName: 'Đỗ Thị Mẫu' })
  await aMembership(api.db, person, unit, 'school-staff')
  return person
}
const system = () => as('system-administrator', api.world.province)
const province = () => as('province-administrator', api.world.province)

describe('letters that have not arrived', () => {
  it('are listed with whom they are for, why and when they are tried again', async () => {
    await aReader('mau1@example.vn')
    await aLetter('mau1@example.vn', refused)
    await aLetter('mau2@example.vn', { attempts: 3, reason: 'unreachable' }, 'reminder/1')
    await aLetter('mau3@example.vn', { state: 'sent', body: null, settledAt: new Date() })
    const admin = await system()
    const all = await ok(admin.get('/mails'))
    expect(all).toMatchObject({ sendsMail: true, counts: { waiting: 1, failed: 1, unanswered: 0 } })
    expect(all.items).toMatchObject([
      { to: 'mau2@example.vn', kind: 'reminder', state: 'waiting', why: 'unreachable', attempts: 3, recipient: null },
      {
        ...{ to: 'mau1@example.vn', kind: 'notices', state: 'failed', why: 'address-refused', nextTryAt: null },
        recipient: { name: 'Đỗ Thị Mẫu', unit: api.world.school.name },
      },
    ])
    expect(all.items[0].nextTryAt).not.toBeNull()
    for (const [query, count] of [
      ['state=failed', 1],
      ['kind=reminder', 1],
      ['kind=training', 0],
      ['q=do%20thi%20mau', 1],
      ['q=khong-co', 0],
    ] as const)
      expect((await ok(admin.get(`/mails?${query}`))).items, query).toHaveLength(count)
    const first = await ok(admin.get('/mails?limit=1'))
    const rest = await ok(admin.get(`/mails?limit=1&cursor=${first.nextCursor}`))
    expect([...first.items, ...rest.items]).toEqual(all.items)
    expect(rest.nextCursor).toBeNull()
  })

  it('of a province are those to people who act there and nowhere else', async () => {
    const both = await aReader('hai-noi@example.vn')
    await aMembership(api.db, both, api.world.abroad.school, 'school-staff')
    await aReader('o-tinh@example.vn')
    await aReader('tinh-khac@example.vn', api.world.abroad.school)
    const ids = await Promise.all(
      ['hai-noi', 'o-tinh', 'tinh-khac', 'khong-ai'].map((name) => aLetter(`${name}@example.vn`, refused)),
    )
    const admin = await province()
    const shown = await ok(admin.get('/mails'))
    expect(shown.items.map(({ to }: { to: string }) => to)).toEqual(['o-tinh@example.vn'])
    expect(shown.counts).toEqual({ waiting: 0, failed: 1, unanswered: 0 })
    expect(await ok(admin.post('/mails/discard', { ids }))).toEqual({ done: 1, left: 3 })
    expect((await ok((await system()).get('/mails'))).items).toHaveLength(3)
  })

  it('are nobody else’s to see or to stop', async () => {
    const id = await aLetter('mau1@example.vn', refused)
    for (const role of ['province-leader', 'managing-body-leader', 'school-head'] as const) {
      const other = await as(role)
      expect((await other.get('/mails')).status, role).toBe(403)
      expect((await other.post('/mails/resend', { ids: [id] })).status, role).toBe(403)
      expect((await other.post('/mails/discard', { ids: [id] })).status, role).toBe(403)
    }
  })

  it('go out again on request, once each, and are away when they have arrived', async () => {
    const failed = await aLetter('mau1@example.vn', refused)
    const silent = {
      state: 'unanswered',
      reason: 'no-answer',
      settledAt: new Date(),
      handedOverAt: new Date(),
    } as const
    const unanswered = await aLetter('mau2@example.vn', silent)
    const later = await aLetter('mau3@example.vn', { attempts: 9, nextTryAt: new Date(Date.now() + 3_600_000) })
    const sent = await aLetter('mau4@example.vn', { state: 'sent', body: null, settledAt: new Date() })
    expect(await server.deliver(api.db), 'nothing is due').toEqual([])
    const admin = await system()
    const ids = [failed, failed, unanswered, later, sent]
    expect(await ok(admin.post('/mails/resend', { ids }))).toEqual({ done: 3, left: 1 })
    const letters = await server.deliver(api.db)
    expect(letters.map(({ to }) => to).toSorted()).toEqual(['mau1@example.vn', 'mau2@example.vn', 'mau3@example.vn'])
    expect(await ok(admin.get('/mails'))).toMatchObject({ items: [], counts: { waiting: 0, failed: 0, unanswered: 0 } })
    expect(await ok(admin.post('/mails/resend', { ids }))).toEqual({ done: 0, left: 4 })
  })

  it('that are sent again or discarded stand in the record: who did what, with whose letter', async () => {
    const reader = await aReader('mau5@example.vn')
    const again = await aLetter('mau5@example.vn', refused)
    const away = await aLetter('khong-ai@example.vn', refused, 'reminder/2')
    const admin = await system()
    await ok(admin.post('/mails/resend', { ids: [again] }))
    await ok(admin.post('/mails/discard', { ids: [away, away] }))
    type Entry = { actorId: string; changes: { column: string; after: unknown }[] }
    const page: { items: Entry[]; names: Record<string, string> } = await ok(
      admin.get('/rights-record?table=mail_steps&limit=200'),
    )
    const told = page.items
      .map(({ actorId, changes }) => ({
        actorId,
        ...Object.fromEntries(changes.map(({ column, after }) => [column, after])),
      }))
      .filter((one) => 'mail_id' in one && [again, away].includes(String(one.mail_id)))
    const by = { actorId: admin.person.id }
    expect(told).toMatchObject([
      { ...by, mail_id: away, mail_kind: 'reminder', action: 'discard' },
      { ...by, mail_id: again, mail_kind: 'notices', action: 'resend', recipient_id: reader.id },
    ])
    expect(told[0]).not.toHaveProperty('recipient_id')
    expect(page.names[reader.id]).toBe('Đỗ Thị Mẫu')
    expect(JSON.stringify(page.items), 'no address').not.toContain('@')
  })

  it('that are discarded never go out; one on its way is left alone', async () => {
    const waiting = await aLetter('mau1@example.vn')
    const going = { state: 'sending', worker: 77, claimedAt: new Date() } as const
    const sending = await aLetter('mau2@example.vn', going)
    const admin = await system()
    expect(await ok(admin.post('/mails/discard', { ids: [waiting, sending] }))).toEqual({ done: 1, left: 1 })
    await api.db.update(mails).set({ state: 'waiting', worker: null, claimedAt: null }).where(eq(mails.id, sending))
    expect((await server.deliver(api.db)).map(({ to }) => to)).toEqual(['mau2@example.vn'])
  })
})
