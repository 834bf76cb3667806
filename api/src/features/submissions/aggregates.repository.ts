import { and, eq, ne, sql, type SQL } from 'drizzle-orm'
import { tierOf, unitTypes, type Leaf } from '@thuoc/shared'
import { one, type Queryable } from '../../platform/db/client.ts'
import { inLineOf } from '../../platform/db/tree.ts'
import { campaigns, campaignUnits } from '../campaigns/index.ts'
import type { SubmissionRow } from './submissions.repository.ts'
import { submissionEvents, submissions } from './submissions.tables.ts'

type Aggregate = Extract<Leaf, { kind: 'aggregate' }>
/** How many of the units one manages count, of how many that take part. */
export type Share = { numerator: number; denominator: number }

const schools = unitTypes.filter((type) => tierOf[type] === 'school')

/** Sent for the first time by the end of the last day, in Vietnam. */
const inTime = sql`exists (select from ${submissionEvents} sent where sent.submission_id = ${submissions.id}
  and sent.action = 'submit'
  and (sent.at at time zone 'Asia/Ho_Chi_Minh')::date <= coalesce(${campaignUnits.requestDue}, ${campaigns.selfAssessmentDue}))`

const counted: Record<Aggregate['share'], (leaf: Aggregate) => SQL> = {
  'recognised-at-level': ({ atLevel }) =>
    sql`${submissions.status} in ('recognised', 'published') and ${submissions.recognisedLevel} >= ${atLevel ?? 1}`,
  'submitted-in-time': () => inTime,
}

/**
 * The figures of an aggregate for the body of a file: of the schools that stand under it in the campaigns of its
 * province and school year (3806; the tree is that of the campaigns), those that count. A school in two campaigns is one
 * school, and counts where one of its files does.
 */
export async function shareOf(db: Queryable, row: SubmissionRow, leaf: Aggregate): Promise<Share> {
  const types = sql.join(
    schools.map((type) => sql`${type}`),
    sql`, `,
  )
  return one(
    await db
      .select({
        numerator:
          sql<number>`count(distinct ${campaignUnits.unitId}) filter (where ${counted[leaf.share](leaf)})`.mapWith(
            Number,
          ),
        denominator: sql<number>`count(distinct ${campaignUnits.unitId})`.mapWith(Number),
      })
      .from(submissions)
      .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
      .innerJoin(campaigns, eq(campaigns.id, campaignUnits.campaignId))
      .where(
        and(
          eq(campaigns.schoolYear, row.campaign.schoolYear),
          sql`${campaigns.provinceUnitId} = (select own.province_unit_id from campaigns own where own.id = ${row.campaign.id})`,
          inLineOf(campaignUnits.unitPath, row.unit.id),
          ne(campaignUnits.unitId, row.unit.id),
          sql`${campaignUnits.unitType} in (${types})`,
        ),
      ),
  )
}
