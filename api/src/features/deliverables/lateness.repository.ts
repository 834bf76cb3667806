import { outstandingStatuses } from '@thuoc/shared'
import { inArray, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { deliveryDuties as duty } from './deliverables.tables.ts'

/** Still wanted of the unit. */
export const outstanding = inArray(duty.status, [...outstandingStatuses])

/** 00:00 of the next day in Vietnam; `endOf` of the shared rules says the same. */
const end = (day: SQLWrapper) => sql`((${day} + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')`

/**
 * How long after its last day a thing came, or is missing `now` or was missing when its campaign ended; negative or
 * null when it is in time.
 */
const overrun = (now: Date): SQL => sql`case
  when ${outstanding} then least(${now}::timestamptz, ${duty.closedAt}) - ${end(duty.dueOn)}
  else greatest(${duty.firstHandedInAt} - ${end(duty.firstDueOn)}, ${duty.handedInAt} - ${end(duty.dueOn)}) end`

export const late = (now: Date) => sql<boolean>`coalesce(${overrun(now)} >= interval '0', false)`
