import { and, eq, sql } from 'drizzle-orm'
import type { PieceId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import type { LinkFinding } from '../../platform/links/link-check.ts'
import { campaignUnits, visibleTo } from '../campaigns/index.ts'
import { evidence } from './evidence.tables.ts'
import { evidencePieces } from './pieces.tables.ts'

export type DueLink = { id: PieceId; url: string }
type Due = { checkedBefore: Date | null; at: Date; limit: number }

/**
 * Links that nobody looked at, or not since then, those longest ago first. Pieces of school years that are over long
 * since are left in peace, as is what lies in the bin.
 */
export async function listDue(db: Queryable, { checkedBefore, at, limit }: Due): Promise<DueLink[]> {
  const checked = evidencePieces.linkCheckedAt
  const { rows } = await db.execute<DueLink>(sql`
    select id, url from ${evidencePieces}
    where kind = 'link' and removed_at is null and right(school_year, 4)::int >= extract(year from ${at}::timestamptz at time zone 'Asia/Ho_Chi_Minh')
      and (${checked} is null or ${checked} < ${checkedBefore}::timestamptz)
    order by ${checked} nulls first
    limit ${limit}`)
  return rows
}

/** A piece of the own unit, or one that stands in a register the actor sees. */
export async function findVisible(db: Queryable, actor: Actor, id: PieceId) {
  const inRegister = sql`exists (select 1 from ${evidence}
    join ${campaignUnits} on ${campaignUnits.id} = ${evidence.campaignUnitId}
    where ${evidence.pieceId} = ${evidencePieces.id} and ${evidence.removedAt} is null and ${visibleTo(actor)})`
  const [row] = await db
    .select({ id: evidencePieces.id, url: evidencePieces.url })
    .from(evidencePieces)
    .where(and(eq(evidencePieces.id, id), sql`(${evidencePieces.unitId} = ${actor.unitId}::uuid or ${inRegister})`))
  return row
}

export type LookedAt = { id: PieceId; unitId: UnitId; title: string; failures: number; upAt: Date | null }
type Look = { url: string; found: LinkFinding; at: Date; counts: boolean }
/** Writes down what was found, wherever the address is still the one that was looked at. */
export async function keepLook(tx: Tx, ids: readonly PieceId[], { url, found, at, counts }: Look): Promise<LookedAt[]> {
  const { state, fault } = found
  const up = state === 'up'
  const { unitId, title, linkFailures: failures, linkUpAt: upAt } = evidencePieces
  return tx
    .update(evidencePieces)
    .set({
      ...{ linkState: state, linkFault: fault, linkCheckedAt: at },
      ...(up ? { linkUpAt: at, linkFailures: 0 } : counts && { linkFailures: sql`${evidencePieces.linkFailures} + 1` }),
    })
    .where(and(sql`${evidencePieces.id} = any(${sql.param([...ids])}::uuid[])`, eq(evidencePieces.url, url)))
    .returning({ id: evidencePieces.id, unitId, title, failures, upAt })
}

/** The line of a form where a piece stands, in the latest register that holds it: where a notice of it leads. */
export async function lineOf(db: Queryable, id: PieceId) {
  const { rows } = await db.execute<{ submissionId: string; criterion: string }>(sql`
    select submissions.id as "submissionId", evidence.criterion_code as criterion
    from evidence join submissions using (campaign_unit_id)
    where evidence.piece_id = ${id} and evidence.removed_at is null order by evidence.added_at desc limit 1`)
  return rows[0]
}
