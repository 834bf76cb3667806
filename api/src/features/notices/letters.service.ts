import type { Db, Tx } from '../../platform/db/client.ts'
import { sendMail } from '../../platform/mail/index.ts'
import { dayOf } from '@thuoc/shared'
import { noticeLetter, type Things } from './letter.ts'
import * as repository from './settings.repository.ts'

type Ports = { db: Db; now: () => Date; sendsMail: boolean; things: Things }

const batch = 500
/** The hour of the day in Vietnam. */
const hourOf = (at: Date) => (at.getUTCHours() + 7) % 24

/**
 * Turns what people were told into letters, as they chose. A notice is its own job: it was written in the transaction
 * of what it tells, and whether it goes by e-mail is settled in the one that writes the letter. So nobody waits for
 * mail, a worker that dies leaves everything as it was, and of two workers one writes each letter.
 */
export function createLettersService({ db, now, sendsMail, things }: Ports) {
  /** Everything that is to be written now. Harmless to run as often as one likes, by as many as one likes. */
  async function write(): Promise<void> {
    const at = now()
    if (!sendsMail) return repository.settleAll(db, at)
    while ((await writeImmediate(at)) === batch);
    await writeDigests(at)
  }

  /** @returns how many notices were settled */
  const writeImmediate = (at: Date): Promise<number> =>
    db.transaction(async (tx) => {
      const rows = await repository.lockImmediate(tx, batch)
      const seats = Map.groupBy(
        rows.filter(({ mode }) => mode === 'at-once'),
        ({ personId, unitId }) => `${personId} ${unitId}`,
      )
      for (const those of seats.values()) await writeTo(tx, those)
      if (rows.length > 0) await settle(tx, rows, at)
      return rows.length
    })

  async function writeDigests(at: Date) {
    const today = { day: dayOf(at), hour: hourOf(at) }
    for (;;) {
      const seats = await repository.seatsWithDigest(db, today, batch)
      for (const seat of seats) await writeDigest(seat, today.day, at)
      if (seats.length < batch) return
    }
  }

  const writeDigest = (seat: repository.Seat, day: string, at: Date) =>
    db.transaction(async (tx) => {
      if (!(await repository.beginDigest(tx, seat, day))) return
      const rows = await repository.lockDigest(tx, seat)
      await writeTo(tx, rows)
      await settle(tx, rows, at)
    })

  async function writeTo(tx: Tx, rows: readonly repository.Pending[]) {
    const [first] = rows
    if (!first) return
    const reader = await repository.readerOf(tx, first)
    if (!reader?.email) return
    const { language } = await repository.choiceOf(tx, first)
    const told = await repository.read(tx, idsOf(rows))
    const letter = noticeLetter({ ...reader, language }, told, things)
    // Its first notice names it: none is in two letters.
    await sendMail(tx, { to: reader.email, ...letter, key: `notices/${first.id}` })
  }

  const settle = (tx: Tx, rows: readonly repository.Pending[], at: Date) => repository.settle(tx, idsOf(rows), at)

  return { write }
}

const idsOf = (rows: readonly repository.Pending[]) => rows.map(({ id }) => id)
