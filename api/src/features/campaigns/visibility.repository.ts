import type { UnitId } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Actor, Asker } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { label } from '../../platform/db/tree.ts'
import { predecessorsOf } from '../org/index.ts'
import { campaignUnitAssessors, campaignUnits } from './campaigns.tables.ts'

/**
 * Which participating units an actor sees, with everything that hangs on them (file, evidence): those that the own unit
 * stands above, or whose assessing body it stands above, and those on whose external team the person is. The tree is
 * that of the campaign: what counts is who stood in its lines of superiors, wherever the actor's unit has gone since.
 * A unit that was taken out of the campaign is seen by nobody. What a unit has left that merged into the own one is seen as well, and cannot be changed: nothing ties it to the actor.
 * For queries that have `campaign_units` in their FROM; every part has an index.
 */
export function visibleTo(actor: Asker): SQL {
  // The root stands in every line: there is only one, and nobody need be compared with it.
  if (actor.unitType === 'system') return sql`${campaignUnits.takenOutAt} is null`
  const teams = sql`select team.campaign_unit_id from ${campaignUnitAssessors} team where team.person_id = ${actor.personId}::uuid`
  // An array, unlike `in (select …)`, is looked up in the index of the key also within an `or`.
  const onTeam = actor.personId === null ? sql`false` : sql`${campaignUnits.id} = any (array(${teams}))`
  const { line } = campaignUnits
  const own = sql`${line} @> array[replace(${actor.unitId}::text, '-', '')]`
  const left = sql`${line} && array(select replace(id::text, '-', '') from ${predecessorsOf(actor.unitId)} earlier)`
  return sql`(${campaignUnits.takenOutAt} is null and (${own} or ${left} or ${onTeam}))`
}

/** Campaigns in which the actor sees a unit; who stands above all sees whatever there is. */
export const campaignsWithVisible = (actor: Actor): SQL =>
  actor.unitType === 'system'
    ? sql`select id from campaigns`
    : sql`select distinct ${campaignUnits.campaignId} from ${campaignUnits} where ${visibleTo(actor)}`

/** Whether the actor sees a participating unit that the given unit is, or stands above, in some campaign. */
export async function seesInCampaigns(db: Queryable, actor: Actor, id: UnitId): Promise<boolean> {
  const { rowCount } = await db.execute(
    sql`select 1 from ${campaignUnits} where ${campaignUnits.line} @> array[${label(id)}] and ${visibleTo(actor)} limit 1`,
  )
  return rowCount === 1
}
