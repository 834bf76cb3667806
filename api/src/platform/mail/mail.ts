import type { Tx } from '../db/client.ts'
import { mails } from './mail.tables.ts'

export type NewMail = {
  to: string
  subject: string
  /** Plain text; an empty line makes a paragraph. `{address}` becomes the public address of the service. */
  text: string
  /** A mail of this key is written once, however often it is asked for: `reminder/<milestone>/<unit>/<day>`. */
  key?: string
  /** Names what is put in when the mail goes out (`Late`), and what that is about. */
  late?: { name: string; about: string }
}

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const batch = 2_000

/**
 * Queues mail in the caller's transaction: it goes out when that commits and never when it rolls back. The worker
 * sends it, again where the server is away, and the row says how that went.
 */
export async function sendMail(tx: Tx, ...given: readonly NewMail[]) {
  for (let from = 0; from < given.length; from += batch) {
    const rows = given.slice(from, from + batch).map(({ to, subject, text, key, late }) => ({
      to,
      subject: subject.replaceAll(/\s+/g, ' ').trim(),
      body: text,
      key: key ?? null,
      late: late?.name ?? null,
      about: late?.about ?? null,
    }))
    await tx.insert(mails).values(rows).onConflictDoNothing({ target: mails.key })
  }
}
