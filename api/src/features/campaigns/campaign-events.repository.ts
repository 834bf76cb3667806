import { and, desc, eq, sql } from 'drizzle-orm'
import type { CampaignId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { inLineOf, within } from '../../platform/db/tree.ts'
import { units, unitSummaryColumns } from '../org/index.ts'
import { campaignEvents, campaignUnits } from './campaigns.tables.ts'

/**
 * What was done with a campaign, the newest first: what is about everybody, and what is about units in the actor’s
 * line or assessed by it. One more than `limit`.
 */
export const listEvents = (db: Queryable, actor: Actor, campaignId: CampaignId, after: string | null, limit: number) =>
  db
    .select({
      id: campaignEvents.id,
      action: campaignEvents.action,
      changes: campaignEvents.changes,
      at: campaignEvents.at,
      by: campaignEvents.actorName,
      unit: unitSummaryColumns,
    })
    .from(campaignEvents)
    .leftJoin(campaignUnits, eq(campaignUnits.id, campaignEvents.campaignUnitId))
    .leftJoin(units, eq(units.id, sql`coalesce(${campaignEvents.unitId}, ${campaignUnits.unitId})`))
    .where(
      and(
        eq(campaignEvents.campaignId, campaignId),
        sql`(${units.id} is null or ${within(units.path, actor.unitPath)} or ${units.path} @> ${actor.unitPath}::ltree
          or ${inLineOf(campaignUnits.assessorPath, actor.unitId)} or ${inLineOf(campaignUnits.unitPath, actor.unitId)})`,
        after === null ? undefined : sql`${campaignEvents.id} < ${after}::uuid`,
      ),
    )
    .orderBy(desc(campaignEvents.id))
    .limit(limit + 1)
