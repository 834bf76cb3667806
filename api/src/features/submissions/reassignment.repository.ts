import { and, eq, inArray, isNull, not, sql, type SQL } from 'drizzle-orm'
import type { CampaignId, CampaignUnitId, FilesLeft, SubmissionStatus } from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { campaignUnits } from '../campaigns/index.ts'
import { lineSaves, submissions } from './submissions.tables.ts'

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

/** As empty as on the first day: nothing answered, never moved, no piece of evidence, also none that was removed. */
const empty = and(
  eq(submissions.status, 'drafting'),
  eq(submissions.round, 0),
  eq(submissions.answered, 0),
  sql`not exists (select 1 from evidence where evidence.campaign_unit_id = ${submissions.campaignUnitId})`,
  sql`not exists (select 1 from ${lineSaves} where ${lineSaves.submissionId} = ${submissions.id})`,
)

/** Those of the units whose form nobody has touched. */
export async function untouched(db: Queryable, ids: readonly CampaignUnitId[]): Promise<ReadonlySet<CampaignUnitId>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: submissions.campaignUnitId })
    .from(submissions)
    .where(and(inArray(submissions.campaignUnitId, [...ids]), empty))
  return new Set(rows.map(({ id }) => id))
}

/** Whether nobody has touched the form of the unit; nobody moves or answers it until the transaction ends. */
export async function isUntouched(tx: Tx, id: CampaignUnitId): Promise<boolean> {
  await tx
    .select({ id: submissions.id })
    .from(submissions)
    .where(eq(submissions.campaignUnitId, id))
    .for('no key update')
  return (await untouched(tx, [id])).has(id)
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

const withSchools: SubmissionStatus[] = ['drafting', 'returned', 'awaiting-approval', 'approved']
const withBodies: SubmissionStatus[] = [
  'submitted',
  'accepted',
  'assessing',
  'result-shown',
  'objected',
  'assessed',
  'nominated',
]

/** How far the files of a campaign have come, for whoever thinks of ending it. */
export async function filesLeft(db: Queryable, campaignId: CampaignId): Promise<FilesLeft> {
  // Place by place, by its key (`limit`, there is one): else the files of every campaign there is are read.
  const theirs = db
    .select()
    .from(submissions)
    .where(eq(submissions.campaignUnitId, campaignUnits.id))
    .limit(1)
    .as('submissions')
  const count = (...conditions: (SQL | undefined)[]) =>
    sql<number>`(count(*) filter (where ${and(...conditions)}))::int`
  const rows = await db
    .select({
      untouched: count(empty),
      withSchools: count(inArray(submissions.status, withSchools), empty && not(empty)),
      withBodies: count(inArray(submissions.status, withBodies)),
      unpublished: count(eq(submissions.status, 'recognised')),
      done: count(inArray(submissions.status, ['published', 'refused', 'revoked'])),
    })
    .from(campaignUnits)
    .innerJoinLateral(theirs, sql`true`)
    .where(and(eq(campaignUnits.campaignId, campaignId), isNull(campaignUnits.takenOutAt)))
  return one(rows)
}
