import type { NoticeKind, NoticeValues, PersonId, UnitId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { insert } from './notices.repository.ts'

type Seat = { personId: PersonId; unitId: UnitId }
type Telling = { kind: NoticeKind; values: NoticeValues; by: string | null; at: Date }

/** Tells these people something, each in the unit that is named with them, in the caller's transaction. */
export const notifySeats = (tx: Tx, seats: readonly Seat[], { kind, values, by, at }: Telling) =>
  insert(
    tx,
    seats.map((seat) => ({ ...seat, kind, values, sentBy: by })),
    at,
  )
