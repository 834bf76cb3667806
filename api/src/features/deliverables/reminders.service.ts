import {
  dayOf,
  type DeliverableKind,
  type DeliveryFilter,
  type DeliveryKey,
  type Reply,
  type ReminderPreview,
  type sendReminder,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { sendMail } from '../../platform/mail/index.ts'
import { Problem } from '../../platform/problem.ts'
import { modesFor, notifyWithLetter, readersWith } from '../notices/index.ts'
import { reminderLetter } from './reminder-letter.ts'
import * as repository from './reminders.repository.ts'

export type RemindersService = ReturnType<typeof createRemindersService>
type Wanted = repository.WantedRow
type Ports = { db: Db; now: () => Date; sendsMail: boolean }
export type ReminderRequest = { filter: DeliveryFilter; note: string }

const to = 'deliverable.prepare' as const
const kind = 'deliverable-wanted' as const
const mostShown = 100

/** Reminds units of what is still missing: two clicks for those who wait for it, and by itself before last days. */
export function createRemindersService({ db, now, sendsMail }: Ports) {
  async function preview(actor: Actor, { filter, note }: ReminderRequest): Promise<ReminderPreview> {
    const at = now()
    const all = await repository.listWanted(db, actor, filter, at, dayOf(at))
    const byUnit = Map.groupBy(
      all.filter(({ reminded }) => !reminded),
      ({ unitId }) => unitId,
    )
    const readers = Map.groupBy(await readersWith(db, [...byUnit.keys()], to), ({ unitId }) => unitId)
    const units = [...byUnit.values()].flatMap((things) => {
      const [first] = things
      return first ? [{ unit: first.unit, missing: things.length, people: readers.get(first.unitId)?.length ?? 0 }] : []
    })
    const reached = units.filter(({ people }) => people > 0)
    const people = await modesFor(db, [...readers.values()].flat(), kind)
    const [first] = reached
    return {
      units: units.slice(0, mostShown),
      unitCount: reached.length,
      missing: reached.reduce((sum, { missing }) => sum + missing, 0),
      peopleCount: people.length,
      byMail: people.filter(({ mode }) => mode !== 'none').length,
      remindedToday: all.length - [...byUnit.values()].flat().length,
      withoutPeople: units.length - reached.length,
      mail: sendsMail,
      text: first ? reminderLetter(first.unit.name, byUnit.get(first.unit.id) ?? [], note, actor.name).text : '',
    }
  }

  const send = (actor: Actor, { filter, note }: ReminderRequest): Promise<Reply<typeof sendReminder>> =>
    db.transaction(async (tx) => {
      const at = now()
      const wanted = await repository.listWanted(tx, actor, filter, at, dayOf(at))
      const done = await remind(tx, wanted, { by: actor, note, at })
      if (done.missing === 0) throw new Problem('reminder.nobody')
      return done
    })

  /** What falls due soon, as the plans want it; harmless to run again on the same day. */
  const sendDue = (): Promise<Reply<typeof sendReminder>> =>
    db.transaction(async (tx) => {
      const at = now()
      return remind(tx, await repository.listFallingDue(tx, dayOf(at)), { by: null, note: '', at })
    })

  /** Units where nobody has an account are left out: nothing would reach them, and the record would say that it did. */
  async function remind(
    tx: Tx,
    wanted: readonly Wanted[],
    { by, note, at }: { by: Actor | null; note: string; at: Date },
  ) {
    const open = wanted.filter(({ reminded }) => !reminded)
    const readers = await readersWith(tx, [...new Set(open.map(({ unitId }) => unitId))], to)
    const reached = new Set(readers.map(({ unitId }) => unitId))
    const keys = open.filter(({ unitId }) => reached.has(unitId))
    const sent = new Set((await repository.insert(tx, keys, { by, today: dayOf(at), at, note })).map(nameOf))
    const told = keys.filter((one) => sent.has(nameOf(one)))
    const hearing = await notifyWithLetter(
      tx,
      told.map((one) => ({ unitId: one.unitId, kind, values: valuesOf(one, note) })),
      { to, by: by?.name ?? null, at },
    )
    const byUnit = Map.groupBy(told, ({ unitId }) => unitId)
    const letters = hearing.flatMap(({ unitId, email, personId, mode }) => {
      const things = byUnit.get(unitId)
      const [first] = things ?? []
      if (!things || !first || email === null || mode !== 'at-once') return []
      const letter = reminderLetter(first.unit.name, things, note, by?.name ?? null)
      return [{ to: email, ...letter, key: `reminder/${unitId}/${personId}/${at.toISOString()}` }]
    })
    if (sendsMail) await sendMail(tx, ...letters)
    const people = readers.filter(({ unitId }) => byUnit.has(unitId))
    return { unitCount: byUnit.size, missing: told.length, peopleCount: people.length }
  }

  return { preview, send, sendDue }
}

const nameOf = ({ milestoneId, unitId, kind }: DeliveryKey) => `${milestoneId} ${unitId} ${kind}`

const valuesOf = ({ milestoneId, unitId, kind, code, task, dueOn }: Wanted, note: string) => ({
  ...{ milestoneId, unitId, kind: kind satisfies DeliverableKind, code, task },
  ...(dueOn !== null && { due: dueOn }),
  ...(note !== '' && { note }),
})
