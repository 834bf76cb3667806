import { sql } from 'drizzle-orm'
import type { CampaignUnitId } from '@thuoc/shared'
import { followChain, followedTables, presentRows } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/client.ts'
import type { FileKey } from '../../platform/files.ts'

type ChainLine = { number: number; text: string; hash: string; table: string }
export type Rows = Record<string, Record<string, unknown>[]>

/** Every entry of a chain in order. */
export async function chainOf(tx: Tx, chain: string): Promise<ChainLine[]> {
  const { rows } = await tx.execute<ChainLine>(sql`
    select number, audit_text(entry) as text, encode(hash, 'hex') as hash, table_name as "table"
    from audit_entries entry where chain = ${chain} order by number`)
  return rows
}

/** The rows to which a chain leads, whole, as they stand in the tables; of these tables only. */
export async function rowsOf(tx: Tx, chain: string, lines: readonly ChainLine[], only: readonly string[]) {
  const followed = followChain(chain, () => {})
  for (const { text, hash } of lines) followed.next(text, hash)
  const byTable = Map.groupBy(followed.rows.values(), ({ last }) => last.table)
  const found: Rows = {}
  for (const table of await followedTables(tx)) {
    const known = byTable.get(table.name)
    if (!known || !only.includes(table.name)) continue
    const keys = known.map(({ row }) => table.keys.map((key) => row[key] ?? null))
    const standing = await presentRows(tx, { ...table, omitted: [], digested: [] }, keys)
    found[table.name] = keys.flatMap((_, at) => {
      const row = standing.get(at)
      return row ? [row] : []
    })
  }
  return found
}

/** The decisions on which recognitions rest or by which they ended. */
export async function decisionsOf(tx: Tx, ids: readonly unknown[]): Promise<Record<string, unknown>[]> {
  const { rows } = await tx.execute<{ row: Record<string, unknown> }>(sql`
    select to_jsonb(decision) as row from recognition_decisions decision
    where id = any(${sql.param(ids.filter((id) => typeof id === 'string'))}::uuid[]) order by signed_on, id`)
  return rows.map(({ row }) => row)
}

type StoredFile = {
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
