import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll } from 'vitest'
import type { PooledDb } from '../src/platform/db/client.ts'
import { createMailer } from '../src/platform/mail/index.ts'
import { smtpTransport } from '../src/platform/mail/transport.ts'

export type ReceivedLetter = { to: string; subject: string; text: string }

/** A mail server of its own for one test file, and the worker that sends to it what waits in the database. */
export function aMailServer() {
  const received: ReceivedLetter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join(', ')
        received.push({ to, ...read(Buffer.concat(parts).toString()) })
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

  /** Sends everything that waits. @returns what came in since the last call */
  async function deliver(db: PooledDb): Promise<ReceivedLetter[]> {
    const transport = smtpTransport({ url, from: 'Thước <khong-tra-loi@example.vn>' })
    const onError = (error: unknown) => {
      throw error
    }
    await createMailer({ db, transport, address: 'https://thuoc.example.vn', late: {}, onError }).deliver()
    transport.close()
    return received.splice(0)
  }
  return { deliver }
}

/** Subject (RFC 2047) and text part of a letter, as its reader sees them. */
function read(raw: string): Pick<ReceivedLetter, 'subject' | 'text'> {
  const [, encoded = ''] = /text\/plain[\s\S]*?base64\r\n\r\n([\s\S]*?)\r\n--/.exec(raw) ?? []
  const [, header = ''] = /^Subject: ((?:.|\r\n\s)*)/m.exec(raw) ?? []
  const words = [...header.matchAll(/=\?UTF-8\?B\?(.*?)\?=/g)].map(([, word = '']) => Buffer.from(word, 'base64'))
  const quoted = [...header.matchAll(/=\?UTF-8\?Q\?(.*?)\?=/g)].map(([, word = '']) => unquoted(word))
  const subject = words.length > 0 ? Buffer.concat(words).toString() : quoted.length > 0 ? quoted.join('') : header
  return { subject, text: Buffer.from(encoded, 'base64').toString() }
}

const unquoted = (word: string) =>
  decodeURIComponent(word.replaceAll('_', ' ').replaceAll('%', '%25').replaceAll('=', '%'))
