import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { createMailer, mails, sendMail } from './index.ts'
import { smtpTransport } from './transport.ts'

const { api } = testApi()

/** Message-IDs of what arrived whole, each as often as it came. */
const arrived: string[] = []
let behaves: 'well' | 'hangs up after the end' | 'hangs up before the end' = 'well'
let slowly = false

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) => void pause().then(() => done()),
  onData: (stream, session, done) => {
    const hangUp = () => [...server.connections].forEach(({ _socket: socket }) => socket.destroy())
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => {
      parts.push(part)
      if (behaves === 'hangs up before the end') hangUp()
    })
    stream.on('end', () => {
      if (behaves === 'hangs up before the end') return
      arrived.push(/^Message-ID: <(.+)@/im.exec(Buffer.concat(parts).toString())?.[1] ?? session.id)
      if (behaves === 'hangs up after the end') return hangUp()
      void pause().then(() => done())
    })
  },
})
server.on('error', () => {})
const pause = () => (slowly ? sleep(randomInt(0, 12)) : Promise.resolve())

let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
beforeEach(async () => {
  arrived.length = 0
  behaves = 'well'
  slowly = false
  await api.db.delete(mails)
})

const queue = (count = 1) =>
  api.db.transaction((tx) =>
    sendMail(
      tx,
      ...Array.from({ length: count }, (_, n) => ({
        to: `mau.${n}@example.vn`,
        subject: 'Thử',
        text: 'Kính gửi bà Mẫu.',
      })),
    ),
  )
async function deliver() {
  const transport = smtpTransport({ url, from: 'Thước <khong-tra-loi@example.vn>' })
  const address = 'https://thuoc.example.vn'
  const onError = (error: unknown) => {
    throw error
  }
  await createMailer({ db: api.db, transport, address, late: {}, onError, grace: 0 }).deliver()
  transport.close()
}
const rows = () => api.db.select().from(mails)
const states = async () => (await rows()).map(({ state, reason }) => ({ state, reason }))
const claimedBy = (worker: number, handedOver: boolean) =>
  api.db.update(mails).set({
    ...{ state: 'sending', worker, claimedAt: sql`now()`, attempts: 1 },
    handedOverAt: handedOver ? sql`now()` : null,
  })

describe('what a dead worker was sending', () => {
  it('is sent by the next one where its end was not handed over', async () => {
    await queue()
    await claimedBy(11, false)
    await deliver()
    expect(arrived).toHaveLength(1)
    expect(await states()).toEqual([{ state: 'sent', reason: null }])
  })

  it('is not sent again where its end was: nobody knows whether it arrived', async () => {
    await queue()
    await claimedBy(12, true)
    await deliver()
    expect(arrived).toEqual([])
    expect(await states()).toEqual([{ state: 'unanswered', reason: 'no-answer' }])
  })

  it('is left to it while it lives', async () => {
    await queue()
    await claimedBy(13, false)
    await api.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(5321, 13)`)
      await deliver()
    })
    expect(await states()).toEqual([{ state: 'sending', reason: null }])
  })
})

describe('a mail server that hangs up', () => {
  it('before the end of the letter gets it again', async () => {
    await queue()
    behaves = 'hangs up before the end'
    await deliver()
    expect(await states()).toEqual([{ state: 'waiting', reason: 'unreachable' }])
    behaves = 'well'
    await api.db.update(mails).set({ nextTryAt: sql`now()` })
    await deliver()
    expect(arrived).toHaveLength(1)
  })

  it('after the end, without an answer, does not get it a second time', async () => {
    await queue()
    behaves = 'hangs up after the end'
    await deliver()
    await api.db.update(mails).set({ nextTryAt: sql`now()` })
    await deliver()
    expect(arrived).toHaveLength(1)
    expect(await states()).toEqual([{ state: 'unanswered', reason: 'no-answer' }])
  })
})

describe('workers that are killed while mail goes out', () => {
  const program = fileURLToPath(new URL('../../../test/mail-worker.ts', import.meta.url))
  const start = () =>
    spawn(process.execPath, [program, api.db.$client.options.connectionString ?? '', url], { stdio: 'ignore' })
  const kill = (child: ChildProcess) =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  const open = async () => (await rows()).filter(({ state }) => state === 'waiting' || state === 'sending').length

  it('send each letter once, and say of which they do not know it', async () => {
    await queue(160)
    slowly = true
    const workers = [start(), start(), start()]
    let kills = 0
    while ((await open()) > 0) {
      const until = arrived.length + randomInt(20, 40)
      while (arrived.length < until && (await open()) > 0) await sleep(randomInt(1, 30))
      const [oldest] = workers.splice(0, 1, start())
      if (oldest) await kill(oldest)
      kills += 1
    }
    await Promise.all(workers.map(kill))
    expect(kills).toBeGreaterThan(2)
    expect(new Set(arrived).size, 'no letter arrived twice').toBe(arrived.length)
    const sent = await rows()
    const missing = sent.filter(({ id }) => !arrived.includes(id))
    expect(missing.filter(({ state }) => state !== 'unanswered')).toEqual([])
    expect(sent.filter(({ state }) => state === 'sent').length).toBeGreaterThan(100)
  }, 90_000)
})
