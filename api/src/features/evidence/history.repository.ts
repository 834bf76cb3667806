import { sql } from 'drizzle-orm'
import type { IndicatorSetId, PieceId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'

/** What happened to a piece: in the library (no set) or in a register. */
export type Happened = {
  indicatorSetId: IndicatorSetId | null
  action: string
  detail: Record<string, unknown>
  criterion: string | null
  /** Of the code that the row has now. */
  first: string | null
  number: number | null
  box: number | null
  at: Date
  by: string
}

/** The latest first. What a register writes down of a description is written down with the piece too. */
export async function historyOf(db: Queryable, id: PieceId): Promise<Happened[]> {
  const { rows } = await db.execute<Omit<Happened, 'at'> & { at: string }>(sql`
    select null::uuid as "indicatorSetId", action, detail, null as criterion, null as first, null::int as number,
      null::int as box, at::text, actor_name as by
    from evidence_piece_events where piece_id = ${id}
    union all
    select campaign_units.indicator_set_id, event.action, event.detail, event.criterion_code, evidence.criterion_code,
      evidence.number, evidence.box, event.at::text, event.actor_name
    from evidence_events event join evidence on evidence.id = event.evidence_id
      join campaign_units on campaign_units.id = evidence.campaign_unit_id
    where evidence.piece_id = ${id} and event.action <> 'described'
    order by at desc limit 200`)
  return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }))
}
