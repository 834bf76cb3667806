import {
  groupOf,
  permissionsOf,
  role,
  usualChoice,
  type NoticeKind,
  type NoticeMode,
  type NoticeValues,
  type Permission,
  type PersonId,
  type UnitId,
} from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { insert, readersOf, seatsOf, type Reader } from './notices.repository.ts'
import { modesOf, seatKey } from './settings.repository.ts'

/** What a unit is told; everyone there who holds the permission reads it. */
export type UnitNotice = { unitId: UnitId; kind: NoticeKind; values: NoticeValues }
type Sending = { to: Permission; by: string | null; at: Date }

const rolesWith = (permission: Permission) => role.options.filter((one) => permissionsOf[one].includes(permission))

/** Who would read what is told to these units. */
export const readersWith = (db: Queryable, units: readonly UnitId[], permission: Permission): Promise<Reader[]> =>
  readersOf(db, units, rolesWith(permission))

/** `mode`: how they hear of this kind by e-mail, as they chose; `none` where they have no address. */
type ReaderByMail = Reader & { mode: NoticeMode }

/** How these would hear of something of this kind by e-mail. */
export async function modesFor(db: Queryable, readers: readonly Reader[], kind: NoticeKind): Promise<ReaderByMail[]> {
  const chosen = await modesOf(db, readers)
  const modeOf = (reader: Reader): NoticeMode =>
    reader.email === null ? 'none' : (chosen.get(seatKey(reader)) ?? usualChoice.modes)[groupOf[kind]]
  return readers.map((reader) => ({ ...reader, mode: modeOf(reader) }))
}

/** Tells units something in the caller's transaction. @returns who reads it, each person once a unit */
export async function notify(tx: Tx, told: readonly UnitNotice[], { to, by, at }: Sending): Promise<Reader[]> {
  const readers = await readersWith(tx, unitsOf(told), to)
  await write(tx, told, readers, { by, at })
  return readers
}

/**
 * The same of one kind of thing, for a caller with a letter of its own that says more: whoever hears of it at once gets
 * that one (`mode`), and no second one of the notice; the others read of it in their letter of the day, or not by mail.
 */
export async function notifyWithLetter(
  tx: Tx,
  told: readonly UnitNotice[],
  { to, by, at }: Sending,
): Promise<ReaderByMail[]> {
  const [first] = told
  if (!first) return []
  const readers = await modesFor(tx, await readersWith(tx, unitsOf(told), to), first.kind)
  await write(tx, told, readers, { by, at })
  return readers
}

const unitsOf = (told: readonly UnitNotice[]) => [...new Set(told.map(({ unitId }) => unitId))]

async function write(
  tx: Tx,
  told: readonly UnitNotice[],
  readers: readonly (Reader & { mode?: NoticeMode })[],
  { by, at }: Omit<Sending, 'to'>,
) {
  const byUnit = Map.groupBy(readers, ({ unitId }) => unitId)
  const written = told.flatMap(({ unitId, kind, values }) =>
    (byUnit.get(unitId) ?? []).map(({ personId, mode }) => ({
      ...{ personId, unitId, kind, values, sentBy: by },
      letterSettledAt: mode === 'at-once' ? at : null,
    })),
  )
  await insert(tx, written, at)
}

type Telling = { kind: NoticeKind; values: NoticeValues; by: string | null; at: Date }
/** Tells these people something, in whichever of their units they act in, in the caller's transaction. */
export async function notifyPeople(tx: Tx, people: readonly PersonId[], { kind, values, by, at }: Telling) {
  const seats = await seatsOf(tx, people)
  await insert(
    tx,
    seats.map((seat) => ({ ...seat, kind, values, sentBy: by })),
    at,
  )
}
