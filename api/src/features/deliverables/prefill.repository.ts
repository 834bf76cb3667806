import type { CampaignId, DeliverableKind, SubmissionId, SubmissionStatus, UnitId } from '@thuoc/shared'
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { one, type Queryable } from '../../platform/db/client.ts'
import { steady, whichever } from '../../platform/db/steady.ts'
import { campaigns, campaignUnits } from '../campaigns/index.ts'
import { submissions } from '../submissions/index.ts'
import { deliveries, deliveryRounds } from './deliverables.tables.ts'

/** The file of a unit in a campaign, where it has one. */
export async function findFile(db: Queryable, campaignId: CampaignId, unitId: UnitId) {
  const [row] = await fileOf(db, { campaignId, unitId })
  return row
}
const fileOf = steady((db) =>
  db
    .select({
      id: submissions.id,
      status: submissions.status,
      setId: campaignUnits.indicatorSetId,
      campaignUnitId: campaignUnits.id,
    })
    .from(submissions)
    .innerJoin(campaignUnits, eq(campaignUnits.id, submissions.campaignUnitId))
    .where(
      and(
        eq(campaignUnits.campaignId, sql.placeholder('campaignId')),
        eq(campaignUnits.unitId, sql.placeholder('unitId')),
      ),
    ),
)

/** Number and date of the plan that the campaign follows. */
export async function planOf(db: Queryable, campaignId: CampaignId) {
  return one(await plan(db, { campaignId }))
}
const plan = steady((db) =>
  db
    .select({
      number: campaigns.planNumber,
      date: campaigns.planDate,
      title: campaigns.title,
      year: campaigns.schoolYear,
    })
    .from(campaigns)
    .where(eq(campaigns.id, sql.placeholder('campaignId'))),
)

/** What the plan wants a report on the self-assessment to say (source 004, Phụ lục I, unless it says something else). */
export async function outlineOf(db: Queryable, campaignId: CampaignId) {
  return one(await outline(db, { campaignId })).outline
}
const outline = steady((db) =>
  db
    .select({ outline: campaigns.reportOutline })
    .from(campaigns)
    .where(eq(campaigns.id, sql.placeholder('campaignId'))),
)

/** How many pieces of evidence stand with a file, and with how many criteria. */
export async function countEvidence(
  db: Queryable,
  campaignUnitId: string,
): Promise<{ pieces: number; criteria: number }> {
  return one(await evidenceWith(db, { campaignUnitId }))
}
const evidenceWith = steady((db) =>
  db
    .select({
      pieces: sql<number>`count(distinct piece.id)::int`,
      criteria: sql<number>`count(distinct link.criterion_code)::int`,
    })
    .from(sql`evidence piece left join evidence_criteria link on link.evidence_id = piece.id`)
    .where(sql`${whichever(sql`piece.campaign_unit_id`, 'campaignUnitId')} and piece.removed_at is null`),
)

/** The day in Vietnam on which a file last came to each status. */
export async function daysOfFile(db: Queryable, id: SubmissionId): Promise<Map<SubmissionStatus, string>> {
  return new Map((await lastDays(db, { id })).map(({ status, day }) => [status, day]))
}
const lastDays = steady((db) =>
  db
    .select({
      status: sql<SubmissionStatus>`to_status`,
      day: sql<string>`(max(at) at time zone 'Asia/Ho_Chi_Minh')::date::text`,
    })
    .from(sql`submission_events`)
    .where(sql`submission_id = ${sql.placeholder('id')}::uuid`)
    .groupBy(sql`to_status`),
)

export type HandedDocument = { kind: DeliverableKind; number: string | null; issuedOn: string | null }

/** Documents that the unit has handed in within the campaign, each as it was handed in last; not this one itself. */
export const documentsOf = (
  db: Queryable,
  { campaignId, unitId, deliveryId }: { campaignId: CampaignId; unitId: UnitId; deliveryId: string | null },
): Promise<HandedDocument[]> => handedBy(db, { campaignId, unitId, deliveryId })
const handedBy = steady((db) => {
  const number = sql<string | null>`${deliveryRounds.content} ->> 'documentNumber'`
  return db
    .select({
      kind: deliveries.kind,
      number,
      issuedOn: sql<string | null>`${deliveryRounds.content} ->> 'issuedOn'`,
    })
    .from(deliveries)
    .innerJoin(
      deliveryRounds,
      and(eq(deliveryRounds.deliveryId, deliveries.id), eq(deliveryRounds.round, deliveries.round)),
    )
    .where(
      and(
        eq(deliveries.unitId, sql.placeholder('unitId')),
        sql`${deliveries.milestoneId} in (select id from milestones where campaign_id = ${sql.placeholder('campaignId')}::uuid)`,
        sql`${deliveries.id} is distinct from ${sql.placeholder('deliveryId')}::uuid`,
        isNotNull(number),
      ),
    )
    .orderBy(asc(deliveries.handedInAt))
})
