import type { CampaignId, SubmissionStatus, UnitId } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { seenUnits, type Moment } from './report-scope.repository.ts'

/** One unit of a campaign as every figure of the reports counts it. */
export type ReportedUnit = {
  name: string
  body: { id: UnitId; name: string }
  status: SubmissionStatus
  /** Whether anything is in its form, or it has moved on. */
  begun: boolean
  /** Its request has come to the managing body and has not been given back since. */
  sent: boolean
  selfLevel: number | null
  externalLevel: number | null
  recognisedLevel: number | null
}

/** The units of a campaign that the actor stands above, of every tier; of one body those it assesses. */
export async function listReportedUnits(
  db: Queryable,
  actor: Actor,
  { campaignId, bodyId, when }: { campaignId: CampaignId; bodyId?: UnitId | undefined; when: Moment },
): Promise<ReportedUnit[]> {
  const { rows } = await db.execute<ReportedUnit>(sql`
    select unit.unit_name as name, json_build_object('id', unit.body_unit_id, 'name', unit.body_name) as body, unit.status,
      file.answered > 0 or unit.status <> 'drafting' as begun, unit.request_step in ('in-time', 'late') as sent,
      unit.self_level as "selfLevel", unit.external_level as "externalLevel", unit.recognised_level as "recognisedLevel"
    from (select * from ${seenUnits(actor, when)} and unit.campaign_id = ${campaignId}
        ${bodyId === undefined ? sql`` : sql`and unit.body_unit_id = ${bodyId}`}) unit
      join submissions file on file.id = unit.submission_id
    order by unit.body_name collate vi, unit.body_unit_id, unit.unit_name collate vi, unit.campaign_unit_id`)
  return rows
}
