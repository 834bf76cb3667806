import { sql } from 'drizzle-orm'
import type { CampaignUnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'

/** Those of the units that somebody has scored, judged or asked for evidence from outside. */
export async function begunAmong(
  db: Queryable,
  units: readonly CampaignUnitId[],
): Promise<ReadonlySet<CampaignUnitId>> {
  if (units.length === 0) return new Set()
  const { rows } = await db.execute<{ id: CampaignUnitId }>(sql`
    select file.campaign_unit_id as id from submissions file
    where file.campaign_unit_id = any (${sql.param([...units])}::uuid[]) and (
      exists (select 1 from external_lines line where line.submission_id = file.id)
      or exists (select 1 from assessor_lines line where line.submission_id = file.id)
      or exists (select 1 from assessor_verdicts given where given.submission_id = file.id)
      or exists (select 1 from evidence_verdicts given where given.submission_id = file.id)
      or exists (select 1 from evidence_requests asked where asked.submission_id = file.id))`)
  return new Set(rows.map(({ id }) => id))
}
