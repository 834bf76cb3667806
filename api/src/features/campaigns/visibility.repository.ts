import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/db/tree.ts'
import { campaignUnitAssessors, campaignUnits } from './campaigns.tables.ts'

/**
 * Which participating units an actor sees, with everything that hangs on them (file, evidence): those of the own
 * subtree, those that a body of the own subtree assesses, and those on whose external team the person is.
 * The tree is that of the campaign. For queries that have `campaign_units` in their FROM; every part has an index.
 */
export function visibleTo(actor: Actor): SQL {
  const teams = sql`select team.campaign_unit_id from ${campaignUnitAssessors} team where team.person_id = ${actor.personId}::uuid`
  // An array, unlike `in (select …)`, is looked up in the index of the key also within an `or`.
  const onTeam = actor.personId === null ? sql`false` : sql`${campaignUnits.id} = any (array(${teams}))`
  const { unitPath, assessorPath } = campaignUnits
  return sql`(${within(unitPath, actor.unitPath)} or ${within(assessorPath, actor.unitPath)} or ${onTeam})`
}
