import type { PooledDb, Tx } from '../db/client.ts'
import { mailHtml } from './mail-html.ts'
import { claim, isAnyDue, mostAttempts, putOff, recover, settle, type MailRow } from './mail.repository.ts'
import { openSession, type SendingSession } from './sending-session.ts'
import type { Outcome, Transport } from './transport.ts'

/**
 * What a mail takes in only when it goes out: `{link}` becomes `link` of what this answers. Null when what the mail is
 * about has passed: then it is not sent.
 */
export type Late = (tx: Tx, about: string) => Promise<Record<string, string> | null>

type Settings = {
  db: PooledDb
  /** Null where no server is set: then every mail fails at once and says why. */
  transport: Transport | null
  /** Where people reach the service, without a trailing slash. */
  address: string
  late: Readonly<Record<string, Late>>
  onError: (error: unknown) => void
  /** Seconds a worker has that lost its session of the database but lives: to write down what it sent. */
  grace?: number
}

const batch = 20
const off: Outcome = { sent: false, reason: 'off', again: false }

export function createMailer({ db, transport, address, late, onError, grace = 30 }: Settings) {
  /** Takes up what dead workers left, and sends what is due, until nothing is. */
  async function deliver(): Promise<void> {
    await recover(db, grace)
    if (!(await isAnyDue(db))) return
    const session = await openSession(db)
    try {
      for (;;) {
        const rows = await claim(db, session.worker, batch)
        const outcomes = await Promise.allSettled(rows.map((row) => deliverOne(row, session)))
        for (const outcome of outcomes) if (outcome.status === 'rejected') onError(outcome.reason)
        if (rows.length < batch) return
      }
    } finally {
      await session.close()
    }
  }

  async function deliverOne(row: MailRow, session: SendingSession) {
    const text = await textOf(row).catch(async (error: unknown) => {
      await putOff(db, row, row.reason)
      throw error
    })
    if (text === null) return settle(db, row.id, 'cancelled', null)
    const { outcome, handedOver } = await send(row, text, session)
    const { id, attempts } = row
    if (outcome.sent) return settle(db, id, 'sent', null)
    // Who heard no answer to a whole letter does not know whether it arrived (decision 22).
    if (handedOver && outcome.reason === 'unreachable') return settle(db, id, 'unanswered', 'no-answer')
    if (outcome.again && attempts < mostAttempts) return putOff(db, row, outcome.reason)
    return settle(db, id, 'failed', outcome.reason)
  }

  async function send({ id, to, subject }: MailRow, text: string, session: SendingSession) {
    if (!transport) return { outcome: off, handedOver: false }
    let handedOver = false
    const outcome = await transport.send({ id, to, subject, text, html: mailHtml(text) }, async () => {
      await session.markHandedOver(id)
      handedOver = true
    })
    return { outcome, handedOver }
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

/**
 * Looks every few seconds whether mail is due; `before` writes what is to be sent.
 * @returns what ends it, after the round that is under way */
export function startMailer(
  settings: Settings & { everySeconds?: number; before?: () => Promise<void> },
): () => Promise<void> {
  const { deliver } = createMailer(settings)
  const ending = new AbortController()
  const run = (async () => {
    while (!ending.signal.aborted) {
      await settings.before?.().catch(settings.onError)
      await deliver().catch(settings.onError)
      await pause((settings.everySeconds ?? 5) * 1000, ending.signal)
    }
  })()
  return async () => {
    ending.abort()
    // A mail server may take minutes to answer; whoever ends the process does not wait that long.
    await Promise.race([run, pause(patience, AbortSignal.timeout(patience))])
    settings.transport?.close()
    await run
  }
}
/** Milliseconds for letters that are under way when the worker ends. */
const patience = 10_000

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
