import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { CampaignId, CampaignUnitId, EvidenceFileId, IndicatorSetId, SubmissionId, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { campaignUnits, visibleTo } from '../campaigns/index.ts'
import { commonDocuments } from './copies.tables.ts'

/** Files that stand in registers of a campaign which the actor sees. */
const seen = (actor: Actor, campaign: CampaignId): SQL => sql`
  from ${campaignUnits}
    join evidence on evidence.campaign_unit_id = ${campaignUnits.id} and evidence.removed_at is null
    join evidence_pieces piece on piece.id = evidence.piece_id and piece.removed_at is null
    join evidence_files file on file.piece_id = piece.id
  where ${campaignUnits.campaignId} = ${campaign} and ${visibleTo(actor)}`

/** Units above the actor's and itself: whose word counts for what is called a document for all. */
const own = (actor: Actor): SQL => sql`any(${sql.param(actor.unitPath.split('.'))}::text[])`
const plain = (column: SQL): SQL => sql`replace(${column}::text, '-', '')`

export type CopyRow = {
  sha256: string
  size: string
  mediaType: string
  units: number
  places: number
  reason: string | null
  markedIn: UnitId | null
  markedInName: string | null
  markedBy: string | null
  markedAt: Date | null
}
type Asked = { common: boolean; after: [units: number, sha256: string] | null; limit: number; sha256?: string }

/**
 * Contents that several units handed in, most units first. Left out is what a unit above them holds in its own library,
 * and what a body gave out beside guidance, plan or training.
 */
export async function list(db: Queryable, actor: Actor, campaign: CampaignId, asked: Asked): Promise<CopyRow[]> {
  const { common, after, limit, sha256 } = asked
  const next = after ? sql`and (-copied.units, copied.sha256) > (${-after[0]}::int, ${after[1]})` : sql``
  const one = sha256 === undefined ? sql`mark.sha256 is ${common ? sql`not null` : sql`null`}` : sql`true`
  const { rows } = await db.execute<CopyRow>(sql`
    with seen as materialized (
      select file.sha256, file.size, file.media_type, piece.unit_id, ${campaignUnits.line} as line
      ${seen(actor, campaign)} ${sha256 === undefined ? sql`` : sql`and file.sha256 = ${sha256}`}),
    copied as (
      select sha256, max(size) as size, max(media_type) as media_type, count(distinct unit_id)::int as units,
        count(*)::int as places
      from seen group by sha256 having count(distinct unit_id) > 1)
    select copied.sha256, copied.size::text, copied.media_type as "mediaType", copied.units, copied.places,
      mark.reason, mark.unit_id as "markedIn", units.name as "markedInName", mark.marked_by as "markedBy",
      mark.marked_at as "markedAt"
    from copied
      left join lateral (select * from common_documents where common_documents.sha256 = copied.sha256
        and unmarked_at is null and ${plain(sql`unit_id`)} = ${own(actor)}
        order by marked_at limit 1) mark on true
      left join units on units.id = mark.unit_id
    where ${one} ${next}
      and not exists (select 1 from seen join evidence_files file on file.sha256 = seen.sha256
        join evidence_pieces piece on piece.id = file.piece_id
        where seen.sha256 = copied.sha256 and piece.unit_id <> seen.unit_id
          and ${plain(sql`piece.unit_id`)} = any(seen.line))
      and not exists (select 1 from attachments where attachments.sha256 = copied.sha256
        and not exists (select 1 from delivery_files where attachment_id = attachments.id)
        and not exists (select 1 from delivery_round_files where attachment_id = attachments.id))
    order by copied.units desc, copied.sha256
    limit ${limit}`)
  return rows
}

export type PlaceRow = {
  sha256: string
  unitId: UnitId
  unit: string
  campaignUnitId: CampaignUnitId
  submissionId: SubmissionId
  indicatorSetId: IndicatorSetId
  criterion: string
  number: number
  box: number
  criteria: string[]
  title: string
  fileId: EvidenceFileId
  fileName: string
  addedBy: string
  addedAt: Date
}
/** Where these contents lie, the oldest first, so many of each. */
export async function placesOf(
  db: Queryable,
  actor: Actor,
  { campaign, hashes, most }: { campaign: CampaignId; hashes: readonly string[]; most: number },
): Promise<PlaceRow[]> {
  if (hashes.length === 0) return []
  const { rows } = await db.execute<PlaceRow>(sql`
    select * from (
      select file.sha256, ${campaignUnits.unitId} as "unitId", ${campaignUnits.unitName} as unit,
        ${campaignUnits.id} as "campaignUnitId", ${campaignUnits.indicatorSetId} as "indicatorSetId",
        (select submissions.id from submissions where submissions.campaign_unit_id = ${campaignUnits.id})
          as "submissionId",
        evidence.criterion_code as criterion, evidence.number, evidence.box,
        array(select criterion_code from evidence_criteria where evidence_id = evidence.id
          order by string_to_array(criterion_code, '.')::int[]) as criteria,
        piece.title, file.id as "fileId", file.name as "fileName", evidence.added_by as "addedBy",
        evidence.added_at as "addedAt",
        row_number() over (partition by file.sha256 order by evidence.added_at, file.id) as rank
      ${seen(actor, campaign)} and file.sha256 = any(${sql.param([...hashes])}::text[])) place
    where rank <= ${most} order by "addedAt", "fileId"`)
  return rows
}

/** Called a document for all by the actor's unit; a repetition changes nothing. */
export async function mark(db: Queryable, actor: Actor, values: { sha256: string; reason: string; at: Date }) {
  const { sha256, reason, at: markedAt } = values
  await db
    .insert(commonDocuments)
    .values({ unitId: actor.unitId, sha256, reason, markedAt, markedBy: actor.name, markedById: actorId(actor) })
    .onConflictDoNothing()
}

export async function unmark(db: Queryable, actor: Actor, sha256: string, at: Date) {
  const { unitId, unmarkedAt } = commonDocuments
  await db
    .update(commonDocuments)
    .set({ unmarkedAt: at, unmarkedBy: actor.name, unmarkedById: actorId(actor) })
    .where(and(eq(unitId, actor.unitId), eq(commonDocuments.sha256, sha256), isNull(unmarkedAt)))
}
