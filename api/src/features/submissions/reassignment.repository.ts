import { and, eq, inArray } from 'drizzle-orm'
import type { CampaignUnitId, SubmissionStatus } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { submissions } from './submissions.tables.ts'

/** Until the external assessment begins, another body may be told to make it. */
const before: SubmissionStatus[] = ['drafting', 'awaiting-approval', 'approved', 'submitted', 'returned', 'accepted']

/** Those of the units whose external assessment has not begun. */
export async function reassignable(
  db: Queryable,
  ids: readonly CampaignUnitId[],
): Promise<ReadonlySet<CampaignUnitId>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: submissions.campaignUnitId })
    .from(submissions)
    .where(and(inArray(submissions.campaignUnitId, [...ids]), inArray(submissions.status, before)))
  return new Set(rows.map(({ id }) => id))
}

/** Whether the external assessment of the unit has not begun; it does not begin until the transaction ends. */
export async function mayReassign(tx: Tx, id: CampaignUnitId): Promise<boolean> {
  const [row] = await tx
    .select({ status: submissions.status })
    .from(submissions)
    .where(eq(submissions.campaignUnitId, id))
    .for('no key update')
  return row !== undefined && before.includes(row.status)
}
