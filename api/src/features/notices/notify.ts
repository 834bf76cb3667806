import {
  permissionsOf,
  role,
  type NoticeKind,
  type NoticeValues,
  type Permission,
  type PersonId,
  type UnitId,
} from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { insert, readersOf, seatsOf, type Reader } from './notices.repository.ts'

/** What a unit is told; everyone there who holds the permission reads it. */
export type UnitNotice = { unitId: UnitId; kind: NoticeKind; values: NoticeValues }
type Sending = { to: Permission; by: string | null; at: Date }

const rolesWith = (permission: Permission) => role.options.filter((one) => permissionsOf[one].includes(permission))

/** Who would read what is told to these units. */
export const readersWith = (db: Queryable, units: readonly UnitId[], permission: Permission): Promise<Reader[]> =>
  readersOf(db, units, rolesWith(permission))

/** Tells units something in the caller's transaction. @returns who reads it, each person once a unit */
export async function notify(tx: Tx, told: readonly UnitNotice[], { to, by, at }: Sending): Promise<Reader[]> {
  const readers = await readersWith(tx, [...new Set(told.map(({ unitId }) => unitId))], to)
  const byUnit = Map.groupBy(readers, ({ unitId }) => unitId)
  const written = told.flatMap(({ unitId, kind, values }) =>
    (byUnit.get(unitId) ?? []).map(({ personId }) => ({ personId, unitId, kind, values, sentBy: by })),
  )
  await insert(tx, written, at)
  return readers
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
