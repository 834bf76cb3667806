import type { NoticeKind, NoticeValues, PersonId, UnitId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { insert } from './notices.repository.ts'

type Seat = { personId: PersonId; unitId: UnitId }
/** What these people are told, each in the unit that is named with them. */
export type SeatsTold = { seats: readonly Seat[]; kind: NoticeKind; values: NoticeValues }

/** Tells people something in the caller's transaction, all in one statement. */
export const notifySeats = (tx: Tx, told: readonly SeatsTold[], { by, at }: { by: string | null; at: Date }) =>
  insert(
    tx,
    told.flatMap(({ seats, kind, values }) => seats.map((seat) => ({ ...seat, kind, values, sentBy: by }))),
    at,
  )
