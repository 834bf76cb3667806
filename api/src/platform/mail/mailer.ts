import type { Db, Tx } from '../db/client.ts'
import { mailHtml } from './mail-html.ts'
import { mostAttempts, putOff, settle, take, type MailRow } from './mail.repository.ts'
import type { Outcome, Transport } from './transport.ts'

/**
 * What a mail takes in only when it goes out: `{link}` becomes `link` of what this answers. Null when what the mail is
 * about has passed: then it is not sent.
 */
export type Late = (tx: Tx, about: string) => Promise<Record<string, string> | null>

type Settings = {
  db: Db
  /** Null where no server is set: then every mail fails at once and says why. */
  transport: Transport | null
  /** Where people reach the service, without a trailing slash. */
  address: string
  late: Readonly<Record<string, Late>>
  onError: (error: unknown) => void
}

const batch = 20
const off: Outcome = { sent: false, reason: 'off', again: false }

export function createMailer({ db, transport, address, late, onError }: Settings) {
  /** Sends what is due, until nothing is. */
  async function deliver(): Promise<void> {
    for (;;) {
      const rows = await take(db, batch)
      const outcomes = await Promise.allSettled(rows.map(deliverOne))
      for (const outcome of outcomes) if (outcome.status === 'rejected') onError(outcome.reason)
      if (rows.length < batch) return
    }
  }

  async function deliverOne(row: MailRow) {
    const text = await textOf(row)
    if (text === null) return settle(db, row.id, 'cancelled', null)
    const { id, to, subject } = row
    const outcome = transport ? await transport.send({ id, to, subject, text, html: mailHtml(text) }) : off
    if (outcome.sent) return settle(db, id, 'sent', null)
    if (outcome.again && row.attempts < mostAttempts) return putOff(db, id, outcome.reason)
    return settle(db, id, 'failed', outcome.reason)
  }

  async function textOf({ body, late: name, about }: MailRow): Promise<string | null> {
    const supply = name === null ? undefined : late[name]
    if (name !== null && !supply) throw new Error(`Nobody supplies what mail needs: ${name}`)
    const found = supply && about !== null ? await db.transaction((tx) => supply(tx, about)) : {}
    if (found === null || body === null) return null
    const values: Record<string, string> = { ...found, address }
    return body.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
  }

  return { deliver }
}

/** Looks every few seconds whether mail is due. @returns what ends it, after the round that is under way */
export function startMailer(settings: Settings & { everySeconds?: number }): () => Promise<void> {
  const { deliver } = createMailer(settings)
  const ending = new AbortController()
  const run = (async () => {
    while (!ending.signal.aborted) {
      await deliver().catch(settings.onError)
      await pause((settings.everySeconds ?? 5) * 1000, ending.signal)
    }
  })()
  return async () => {
    ending.abort()
    await run
    settings.transport?.close()
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
