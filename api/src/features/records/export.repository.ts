import { sql, type SQL } from 'drizzle-orm'
import type { CampaignUnitId, SubmissionId } from '@thuoc/shared'
import { followedTables, inPortions, presentRows, type Followed } from '../../platform/audit/index.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import type { FileKey } from '../../platform/files.ts'
import { neverSent } from './records.repository.ts'

/** `draft`: what was written of an objection that was never sent. */
export type ChainLine = { number: number; text: string; hash: string; table: string; draft: boolean }
export type Row = Record<string, unknown>
/** A table, and its rows as they come from the database. */
export type TableRows = { table: string; rows: AsyncIterable<Row> }

/** A uuid or a name that the database gave, where a cursor takes no parameters. */
const literal = (text: string) => sql.raw(`'${text.replaceAll("'", "''")}'`)

/** Every entry of a chain in order. */
export const chainOf = (tx: Tx, chain: SubmissionId): AsyncIterable<ChainLine> =>
  inPortions<ChainLine>(
    tx,
    'export_chain',
    sql`select number, audit_text(entry) as text, encode(hash, 'hex') as hash, table_name as "table",
        ${neverSent} as draft
      from audit_entries entry where chain = ${literal(chain)} order by number`,
    500,
  )

/** The rows to which a chain leads, whole, as they stand in the tables; of these tables only. */
export async function rowsOf(tx: Tx, chain: SubmissionId, only: readonly string[]): Promise<TableRows[]> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select distinct table_name as name from audit_entries where chain = ${chain}`)
  const known = new Set(rows.map(({ name }) => name))
  return (await followedTables(tx))
    .filter(({ name }) => known.has(name) && only.includes(name))
    .map((table) => ({ table: table.name, rows: standing(tx, chain, table) }))
}

const atOnce = 500
async function* standing(tx: Tx, chain: SubmissionId, table: Followed): AsyncIterable<Row> {
  const key = sql.join(
    table.keys.map((name) => sql`entry.content -> ${literal(name)}`),
    sql`, `,
  )
  const keys = inPortions<{ key: unknown[] }>(
    tx,
    'export_keys',
    sql`select jsonb_build_array(${key}) as key from audit_entries entry
      where chain = ${literal(chain)} and table_name = ${literal(table.name)} and action in ('begin', 'insert')
      group by 1 order by min(number)`,
    atOnce,
  )
  let wanted: unknown[][] = []
  const found = async () => [...(await presentRows(tx, { ...table, omitted: [], digested: [] }, wanted)).values()]
  for await (const one of keys) {
    wanted.push(one.key)
    if (wanted.length < atOnce) continue
    yield* await found()
    wanted = []
  }
  if (wanted.length > 0) yield* await found()
}

type Place = { submissionId: SubmissionId; campaignUnitId: CampaignUnitId }
/**
 * What belongs to a file and stands outside its chain: the plan and the set it was assessed by, its evidence in the
 * library, its team with decisions and papers, the heads of the lists it stood on.
 * @param body whether the reader belongs to the body, whose lists are its own
 */
export function besideRows(tx: Tx, { submissionId, campaignUnitId }: Place, body: boolean): TableRows[] {
  const campaign = sql`(select campaign_id from campaign_units where id = ${campaignUnitId})`
  const teams = sql`(select team_id from assessment_team_units where campaign_unit_id = ${campaignUnitId})`
  const lists = sql`(select list_id from nomination_items where submission_id = ${submissionId})`
  const pieces = sql`(select piece_id from evidence where campaign_unit_id = ${campaignUnitId})`
  const of = (table: string, where: SQL, omit: string[] = []): TableRows => ({
    table,
    rows: rowsWhere(tx, table, where, omit),
  })
  return [
    of('campaigns', sql`id in ${campaign}`),
    of('campaign_sets', sql`campaign_id in ${campaign}`),
    of('campaign_units', sql`id = ${campaignUnitId}`),
    of('milestones', sql`campaign_id in ${campaign}`),
    // Its definition stands under `form`.
    of('indicator_sets', sql`id = (select indicator_set_id from campaign_units where id = ${campaignUnitId})`, [
      'definition',
    ]),
    of('evidence_pieces', sql`id in ${pieces}`),
    of('evidence_files', sql`piece_id in ${pieces}`, ['storage_key']),
    of('assessment_teams', sql`id in ${teams}`),
    of('assessment_team_decisions', sql`team_id in ${teams}`),
    of('assessment_team_members', sql`team_id in ${teams}`),
    of('assessment_team_files', sql`team_id in ${teams} and removed_at is null`),
    ...(body ? [of('nomination_lists', sql`id in ${lists}`), of('nomination_events', sql`list_id in ${lists}`)] : []),
    of('publication_lists', sql`id in (select list_id from publications where submission_id = ${submissionId})`),
  ]
}

async function* rowsWhere(tx: Tx, table: string, where: SQL, omit: string[]): AsyncIterable<Row> {
  const { rows } = await tx.execute<{ row: Row }>(sql`
    select to_jsonb(one) - ${sql.param(['search', ...omit])}::text[] as row from ${sql.identifier(table)} one where ${where} order by one`)
  for (const { row } of rows) yield row
}

/** The decisions on which recognitions rest or by which they ended. */
export async function decisionsOf(tx: Tx, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await tx.execute<{ row: Row }>(sql`
    select to_jsonb(decision) as row from recognition_decisions decision
    where id = any(${sql.param([...ids])}::uuid[]) order by signed_on, id`)
  return rows.map(({ row }) => row)
}

/** How many files of evidence a file has, and how large they are together. */
export async function measureEvidence(db: Queryable, id: CampaignUnitId) {
  const { rows } = await db.execute<{ files: number; bytes: number }>(sql`
    select count(*)::int as files, coalesce(sum(file.size), 0)::float8 as bytes
    from evidence join evidence_files file on file.piece_id = evidence.piece_id
    where evidence.campaign_unit_id = ${id} and evidence.removed_at is null`)
  return one(rows)
}

export type StoredFile = {
  evidenceId: string | null
  key: FileKey
  name: string
  mediaType: string
  sha256: string | null
  addedAt: string
  scan: 'unscanned' | 'waiting' | 'clean' | 'infected'
}
/** Files of the evidence that stands in the register. */
export async function evidenceFilesOf(tx: Tx, id: CampaignUnitId): Promise<StoredFile[]> {
  const { rows } = await tx.execute<StoredFile>(sql`
    select evidence.id as "evidenceId", file.storage_key as key, file.name, file.media_type as "mediaType", file.sha256,
      to_json(piece.added_at) #>> '{}' as "addedAt", file.scan
    from evidence join evidence_pieces piece on piece.id = evidence.piece_id
      join evidence_files file on file.piece_id = piece.id
    where evidence.campaign_unit_id = ${id} and evidence.removed_at is null
    order by evidence.criterion_code, evidence.number, file.position`)
  return rows
}

/** Scans of signed papers that hang on other records. */
export async function attachmentsOf(tx: Tx, ids: readonly string[]): Promise<StoredFile[]> {
  const { rows } = await tx.execute<StoredFile>(sql`
    select null as "evidenceId", storage_key as key, name, media_type as "mediaType", null as sha256,
      to_json(added_at) #>> '{}' as "addedAt", 'unscanned' as scan
    from attachments where id = any(${sql.param([...ids])}::uuid[]) order by added_at, id`)
  return rows
}

export async function lastAnchor(tx: Tx): Promise<{ number: number; hash: string } | null> {
  const { rows } = await tx.execute<{ number: number; hash: string }>(sql`
    select number, encode(hash, 'hex') as hash from audit_anchors order by number desc limit 1`)
  return rows[0] ?? null
}
