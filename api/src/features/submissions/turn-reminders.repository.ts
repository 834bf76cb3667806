import type { CampaignUnitId, SubmissionId, SubmissionStatus, UnitId } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { dueRows } from './due.repository.ts'
import { turnReminders } from './submissions.tables.ts'

export type DueFile = {
  id: SubmissionId
  campaignUnitId: CampaignUnitId
  status: SubmissionStatus
  unit: { id: UnitId; name: string }
  assessor: { id: UnitId }
  due: string
  /** Days to the last day, in Vietnam; negative: past. */
  left: number
}

/** What is due within a week, or was within the last one: older lateness is no news. */
export const listDue = (db: Queryable, today: string): Promise<DueFile[]> => dueRows(db, today, { before: 7, after: 7 })

export type Threshold = 7 | 3 | 1 | 0
type Reminder = Pick<DueFile, 'id' | 'status' | 'due'> & { threshold: Threshold }

/** Writes down that this is told. @returns false where somebody already told it */
export async function begin(tx: Tx, { id, status, due, threshold }: Reminder, at: Date): Promise<boolean> {
  const rows = await tx
    .insert(turnReminders)
    .values({ submissionId: id, status, dueOn: due, threshold, toldAt: at })
    .onConflictDoNothing()
    .returning({ threshold: turnReminders.threshold })
  return rows.length > 0
}

/** What a day of the plan asks for while a file is in each status; `null`: the plan has nothing like it. */
const askedBy: Record<SubmissionStatus, string | null> = {
  drafting: 'self-assessment',
  returned: 'self-assessment',
  'awaiting-approval': 'self-assessment',
  approved: 'request',
  submitted: null,
  accepted: null,
  assessing: 'external-assessment',
  'result-shown': null,
  objected: null,
  assessed: 'recognition-decision',
  nominated: 'recognition-decision',
  recognised: null,
  refused: null,
  published: null,
  revoked: null,
}

/** Of which of these the plan has reminded the unit today, so that one is not told twice. */
export async function remindedByPlan(
  db: Queryable,
  files: readonly DueFile[],
  today: string,
): Promise<Set<SubmissionId>> {
  const asked = files.flatMap(({ id, status, campaignUnitId }) => {
    const kind = askedBy[status]
    return kind === null ? [] : [{ id, kind, campaignUnitId }]
  })
  const { rows } = await db.execute<{ id: SubmissionId }>(sql`
    select asked.id from unnest(
      ${sql.param(asked.map(({ id }) => id))}::uuid[], ${sql.param(asked.map(({ kind }) => kind))}::text[],
      ${sql.param(asked.map(({ campaignUnitId }) => campaignUnitId))}::uuid[]) as asked (id, kind, campaign_unit_id)
    join campaign_units taking_part on taking_part.id = asked.campaign_unit_id
    where exists (select from reminders sent join milestones milestone on milestone.id = sent.milestone_id
      where milestone.campaign_id = taking_part.campaign_id and sent.unit_id = taking_part.unit_id
        and sent.kind = asked.kind and sent.sent_on = ${today}::date)`)
  return new Set(rows.map(({ id }) => id))
}
