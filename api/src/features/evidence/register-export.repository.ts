import { sql } from 'drizzle-orm'
import type { CampaignUnitId } from '@thuoc/shared'
import { one, type Queryable } from '../../platform/db/client.ts'

/** Whose register it is, in words. */
export async function nameOf(db: Queryable, id: CampaignUnitId) {
  const { rows } = await db.execute<{ unit: string; campaign: string; schoolYear: string }>(sql`
    select units.name as unit, campaigns.title as campaign, campaigns.school_year as "schoolYear"
    from campaign_units join units on units.id = campaign_units.unit_id
      join campaigns on campaigns.id = campaign_units.campaign_id
    where campaign_units.id = ${id}`)
  return one(rows)
}
