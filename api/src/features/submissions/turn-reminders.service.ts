import { dayOf } from '@thuoc/shared'
import type { Db, Tx } from '../../platform/db/client.ts'
import { notifySeats } from '../notices/index.ts'
import { seatsFor, type Seat } from './audience.repository.ts'
import { waitersIn } from './submissions.policy.ts'
import * as repository from './turn-reminders.repository.ts'

export type TurnReminders = ReturnType<typeof createTurnReminders>

/** Files a transaction: one that fails loses little. */
const batch = 100
const thresholdOf = (left: number): repository.Threshold => (left < 0 ? 0 : left <= 1 ? 1 : left <= 3 ? 3 : 7)

/** Tells those whose turn it is when a last day is 7, 3 or 1 days away, and when it has passed: each once. */
export function createTurnReminders({ db, now }: { db: Db; now: () => Date }) {
  /** Harmless to run again, at the same time or after it was cut off. @returns how many files were told of */
  async function tell(): Promise<number> {
    const at = now()
    const today = dayOf(at)
    const due = (await repository.listDue(db, today)).filter(({ status }) => waitersIn(status).length > 0)
    let told = 0
    for (let from = 0; from < due.length; from += batch) {
      const some = due.slice(from, from + batch)
      told += await db.transaction(async (tx) => {
        const reminded = await repository.remindedByPlan(tx, some, today)
        let count = 0
        for (const file of some) if (await tellOne(tx, file, reminded.has(file.id), at)) count += 1
        return count
      })
    }
    return told
  }

  async function tellOne(tx: Tx, file: repository.DueFile, reminded: boolean, at: Date): Promise<boolean> {
    const threshold = thresholdOf(file.left)
    if (!(await repository.begin(tx, { ...file, threshold }, at))) return false
    // Its plan has told the unit of the same day this morning.
    if (reminded && threshold > 0) return false
    const values = {
      ...{ submissionId: file.id, unit: file.unit.name, due: file.due },
      ...(threshold > 0 && { days: file.left }),
    }
    const seats = new Map<string, Seat>()
    for (const who of waitersIn(file.status))
      for (const seat of await seatsFor(tx, file, who)) seats.set(`${seat.personId} ${seat.unitId}`, seat)
    const kind = threshold === 0 ? 'file-late' : 'file-due'
    await notifySeats(tx, [{ seats: [...seats.values()], kind, values }], { by: null, at })
    return true
  }

  return { tell }
}
