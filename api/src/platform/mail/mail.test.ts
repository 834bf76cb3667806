import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { createMailer, mailHtml, mails, sendMail, type Late } from './index.ts'
import { smtpTransport } from './transport.ts'

const { api } = testApi()
const received: string[] = []
const refusing = { address: 'khong-co@example.vn', code: 550 }
let busy = false

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onAuth: ({ username }, _session, done) =>
    username === 'thu' ? done(null, { user: 'thu' }) : done(new Error('Unknown')),
  onRcptTo: ({ address }, _session, done) => {
    const refusal = busy ? 451 : address === refusing.address ? refusing.code : null
    done(refusal === null ? null : Object.assign(new Error('No'), { responseCode: refusal }))
  },
  onData: (stream, _session, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      received.push(Buffer.concat(parts).toString())
      done()
    })
  },
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
beforeEach(async () => {
  received.length = 0
  busy = false
  await api.db.delete(mails)
})

const from = 'Thước <khong-tra-loi@example.vn>'
const address = 'https://thuoc.example.vn'
const faults: unknown[] = []
const onError = (error: unknown) => faults.push(error)
async function deliver({ to = url, late = {} }: { to?: string; late?: Record<string, Late> } = {}) {
  const transport = smtpTransport({ url: to, from })
  await createMailer({ db: api.db, transport, address, late, onError }).deliver()
  transport.close()
}
const aMail = { to: 'mau@example.vn', subject: 'Lời mời', text: 'Kính gửi bà Mẫu,\n\nMời vào {address}/moi.' }
const queue = (over: Partial<Parameters<typeof sendMail>[1]> = {}) =>
  api.db.transaction((tx) => sendMail(tx, { ...aMail, ...over }))
const states = () => api.db.select({ state: mails.state, reason: mails.reason, body: mails.body }).from(mails)
const hurry = () => api.db.update(mails).set({ nextTryAt: sql`now()` })
/** The text part of what came in, as its reader sees it. */
const textOf = (letter: string) => {
  const [, encoded = ''] = /text\/plain[\s\S]*?base64\r\n\r\n([\s\S]*?)\r\n--/.exec(letter) ?? []
  return Buffer.from(encoded, 'base64').toString()
}

describe('mail', () => {
  it('goes out in Vietnamese as text and HTML, and what it said is taken out of the record', async () => {
    await queue()
    await deliver()
    expect(received).toHaveLength(1)
    const [letter = ''] = received
    expect(textOf(letter)).toBe('Kính gửi bà Mẫu,\n\nMời vào https://thuoc.example.vn/moi.')
    expect(letter).toMatch(/^Subject: =\?UTF-8\?[BQ]\?/m)
    expect(letter).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(letter).toContain('text/html')
    expect(await states()).toEqual([{ state: 'sent', reason: null, body: null }])
  })

  it('does not exist when the transaction that wants it rolls back', async () => {
    const undone = api.db.transaction(async (tx) => {
      await sendMail(tx, aMail)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await states()).toEqual([])
  })

  it('is written once for one key', async () => {
    await queue({ key: 'nhac/1' })
    await queue({ key: 'nhac/1' })
    await deliver()
    expect(received).toHaveLength(1)
  })

  it('is sent by one of several workers', async () => {
    for (let n = 0; n < 12; n += 1) await queue({ to: `mau.${n}@example.vn` })
    await Promise.all([deliver(), deliver(), deliver()])
    expect(received).toHaveLength(12)
  })

  it('waits for a server that is away, and goes when it is back', async () => {
    await queue()
    await deliver({ to: 'smtp://127.0.0.1:1' })
    expect(await states()).toMatchObject([{ state: 'waiting', reason: 'unreachable' }])
    await deliver()
    expect(received, 'not before its next try').toHaveLength(0)
    await hurry()
    await deliver()
    expect(received).toHaveLength(1)
  })

  it('waits when the server asks to come back later', async () => {
    busy = true
    await queue()
    await deliver()
    expect(await states()).toMatchObject([{ state: 'waiting', reason: 'address-refused' }])
  })

  it('fails at once for an address that does not exist, and says so', async () => {
    await queue({ to: refusing.address })
    await deliver()
    expect(await states()).toMatchObject([{ state: 'failed', reason: 'address-refused' }])
  })

  it('names a server that does not know us', async () => {
    await queue()
    await deliver({ to: url.replace('//', '//sai:sai@') })
    expect(await states()).toMatchObject([{ state: 'waiting', reason: 'sign-in-refused' }])
  })

  it('fails where no server is set', async () => {
    await queue()
    await createMailer({ db: api.db, transport: null, address, late: {}, onError }).deliver()
    expect(await states()).toMatchObject([{ state: 'failed', reason: 'off' }])
  })

  it('is given up after the last attempt', async () => {
    await queue()
    await api.db.update(mails).set({ attempts: 17 }).where(eq(mails.state, 'waiting'))
    await deliver({ to: 'smtp://127.0.0.1:1' })
    expect(await states()).toMatchObject([{ state: 'failed', reason: 'unreachable' }])
  })
})

describe('what is put in only when the mail goes out', () => {
  const about = '00000000-0000-7000-8000-00000000aaaa'
  const late = { name: 'loi-moi', about }

  it('never lies in the record', async () => {
    await queue({ text: 'Mở {link}', late })
    expect(await states()).toMatchObject([{ body: 'Mở {link}' }])
    await deliver({ late: { 'loi-moi': async () => ({ link: 'https://thuoc.example.vn/bi-mat' }) } })
    expect(textOf(received[0] ?? '')).toBe('Mở https://thuoc.example.vn/bi-mat')
  })

  it('cancels the mail when its matter has passed', async () => {
    await queue({ text: 'Mở {link}', late })
    await deliver({ late: { 'loi-moi': async () => null } })
    expect(received).toEqual([])
    expect(await states()).toMatchObject([{ state: 'cancelled', body: null }])
  })

  it('leaves the others alone when it fails', async () => {
    await queue({ text: 'Mở {link}', late })
    await queue()
    await deliver({ late: { 'loi-moi': () => Promise.reject(new Error('hỏng')) } })
    expect(received).toHaveLength(1)
    expect(faults).toEqual([new Error('hỏng')])
  })
})

it('the HTML of a letter escapes what people wrote and links what is an address', () => {
  expect(mailHtml('A <b> & c\n\nMở https://thuoc.example.vn/a?b=1&c=2.')).toContain(
    '<p>A &lt;b&gt; &amp; c</p><p>Mở <a href="https://thuoc.example.vn/a?b=1&amp;c=2">https://thuoc.example.vn/a?b=1&amp;c=2</a>.</p>',
  )
})
