import { z } from 'zod'
import { unitSummary } from '../org/unit.schema.ts'
import { day } from '../page.ts'
import { findingId, supervisionRecordId } from './record.schema.ts'

/** A follow-up that waits for the reader: the responsible unit is to answer, or the province to look at the answer. */
export const waitingFollowUp = z
  .object({
    id: findingId,
    recordId: supervisionRecordId,
    wants: z.enum(['answer', 'review']),
    checked: unitSummary.describe('The unit that was checked'),
    unit: unitSummary.describe('Who is to act'),
    action: z.string(),
    due: day,
    overdue: z.boolean().describe('Its day has passed without an answer'),
  })
  .meta({ id: 'WaitingFollowUp' })
export type WaitingFollowUp = z.infer<typeof waitingFollowUp>
