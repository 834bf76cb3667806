import { and, eq, isNull, sql } from 'drizzle-orm'
import { isPast } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { campaigns, campaignUnits } from '../campaigns/index.ts'
import { submissions } from './submissions.tables.ts'

/**
 * The deadline that counts in each status: that of the milestones for this unit, else that of the campaign. One the
 * managing body set with a return stands until the file is sent.
 */
export const dueInStatus = sql<string | null>`case
  when ${submissions.status} in ('drafting', 'returned', 'awaiting-approval')
    then coalesce(${submissions.returnDue}, ${campaignUnits.selfDue}, ${campaigns.selfAssessmentDue})
  when ${submissions.status} = 'approved'
    then coalesce(${submissions.returnDue}, ${campaignUnits.requestDue}, ${campaigns.selfAssessmentDue})
  when ${submissions.status} = 'result-shown' then ${submissions.objectionDue}
  when ${submissions.status} in ('submitted', 'accepted', 'assessing', 'objected')
    then coalesce(${campaignUnits.externalDue}, ${campaigns.externalAssessmentDue})
  when ${submissions.status} in ('assessed', 'nominated')
    then coalesce(${campaignUnits.decisionDue}, ${campaigns.externalAssessmentDue})
end`
/** Nothing is due any more in a campaign that has ended. */
export const due = sql<string | null>`case when ${campaigns.closedAt} is null then ${dueInStatus} end`

type Dated = { dueInStatus: string | null; campaign: { closedAt: Date | null } }
/**
 * Whether the last day of a file is over, or was when its campaign ended: it ends at 24:00 in Vietnam, wherever the server
 * stands, and what was late then stays late.
 */
export const isLate = ({ dueInStatus, campaign: { closedAt } }: Dated, now: Date): boolean =>
  dueInStatus !== null && isPast(dueInStatus, closedAt ?? now)

/** Files of running campaigns whose last day is so many days away, or past; the most urgent first. */
export const dueRows = (db: Queryable, today: string, { before, after }: { before: number; after: number }) =>
  db
    .select({
      id: submissions.id,
      campaignUnitId: submissions.campaignUnitId,
      status: submissions.status,
      unit: { id: campaignUnits.unitId, name: campaignUnits.unitName },
      assessor: { id: campaignUnits.assessorUnitId },
      due: sql<string>`${dueInStatus}::text`,
      left: sql<number>`${dueInStatus} - ${today}::date`,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
    .where(and(isNull(campaigns.closedAt), sql`${dueInStatus} - ${today}::date between ${-after} and ${before}`))
    .orderBy(dueInStatus, submissions.id)
