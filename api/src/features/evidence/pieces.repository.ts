import { and, asc, eq, getTableColumns, isNotNull, isNull, max, not, sql, type SQL } from 'drizzle-orm'
import type { CampaignUnitId, EvidenceFileId, PieceId, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { amongst, steady } from '../../platform/db/steady.ts'
import { evidence } from './evidence.tables.ts'
import { evidenceFiles, evidencePieceEvents, evidencePieces, evidenceReliedOn } from './pieces.tables.ts'

export type PieceRow = typeof evidencePieces.$inferSelect
export type FileRow = typeof evidenceFiles.$inferSelect
export type NewFile = Pick<FileRow, 'name' | 'size' | 'mediaType' | 'sha256' | 'storageKey' | 'scan'> &
  Partial<Pick<FileRow, 'scannedAt' | 'threat'>>

export const pieceColumns = getTableColumns(evidencePieces)
const of = pieceColumns
/** What is shown of a piece and of its files, for those who read a whole register of them. */
export const shownPieceColumns = {
  ...{ id: of.id, schoolYear: of.schoolYear, kind: of.kind, title: of.title, note: of.note },
  ...{ documentKind: of.documentKind, documentNumber: of.documentNumber, issuedOn: of.issuedOn, issuer: of.issuer },
  ...{ validFrom: of.validFrom, validUntil: of.validUntil },
  ...{ url: of.url, linkState: of.linkState, linkFault: of.linkFault, linkCheckedAt: of.linkCheckedAt },
  ...{ figureValue: of.figureValue, figureUnit: of.figureUnit, figureSource: of.figureSource },
  ...{ toRenew: of.toRenew, addedAt: of.addedAt, addedBy: of.addedBy },
}
export type ShownPiece = Pick<PieceRow, keyof typeof shownPieceColumns>
const file = getTableColumns(evidenceFiles)
const shownFileColumns = {
  ...{ id: file.id, pieceId: file.pieceId, name: file.name, size: file.size, mediaType: file.mediaType },
  ...{ sha256: file.sha256, scan: file.scan },
}
export type ShownFile = Pick<FileRow, keyof typeof shownFileColumns>

/** A piece of a unit, in the bin or not. */
export async function find(db: Queryable, unit: UnitId, id: PieceId): Promise<PieceRow | undefined> {
  const [row] = await db
    .select()
    .from(evidencePieces)
    .where(and(eq(evidencePieces.id, id), eq(evidencePieces.unitId, unit)))
  return row
}

/** The same, and nobody changes it until the transaction ends. */
export async function lock(tx: Tx, unit: UnitId, id: PieceId): Promise<PieceRow | undefined> {
  const [row] = await tx
    .select()
    .from(evidencePieces)
    .where(and(eq(evidencePieces.id, id), eq(evidencePieces.unitId, unit)))
    .for('update')
  return row
}

export async function insert(tx: Tx, values: typeof evidencePieces.$inferInsert): Promise<PieceRow> {
  return one(await tx.insert(evidencePieces).values(values).returning())
}

export async function update(tx: Tx, id: PieceId, values: Partial<typeof evidencePieces.$inferInsert>) {
  await tx
    .update(evidencePieces)
    .set({ ...values, version: sql`${evidencePieces.version} + 1` })
    .where(eq(evidencePieces.id, id))
}

const ofPieces = steady((db) =>
  db
    .select()
    .from(evidenceFiles)
    .where(amongst(evidenceFiles.pieceId, 'pieces', 'uuid'))
    .orderBy(asc(evidenceFiles.position)),
)
/** Files of pieces, in the order they were handed in. */
export async function filesOf(db: Queryable, pieces: readonly PieceId[]): Promise<Map<PieceId, FileRow[]>> {
  const byPiece = new Map<PieceId, FileRow[]>(pieces.map((id) => [id, []]))
  if (pieces.length === 0) return byPiece
  const rows = await ofPieces(db, { pieces })
  for (const row of rows) byPiece.get(row.pieceId)?.push(row)
  return byPiece
}

const inRegisters = steady((db) =>
  db
    .select(shownFileColumns)
    .from(evidenceFiles)
    .where(
      sql`${evidenceFiles.pieceId} = any (array(select piece_id from ${evidence}
        where ${amongst(sql`campaign_unit_id`, 'ids', 'uuid')} and removed_at is null))`,
    )
    .orderBy(asc(evidenceFiles.position)),
)
/** The same of all pieces that stand in the registers of these units. */
export const filesOfRegisters = async (
  db: Queryable,
  ids: readonly CampaignUnitId[],
): Promise<ReadonlyMap<PieceId, ShownFile[]>> => Map.groupBy(await inRegisters(db, { ids }), ({ pieceId }) => pieceId)

/** Adds files behind those that are there. */
export async function insertFiles(tx: Tx, pieceId: PieceId, files: readonly NewFile[]) {
  if (files.length === 0) return
  const { last } = one(
    await tx
      .select({ last: max(evidenceFiles.position) })
      .from(evidenceFiles)
      .where(eq(evidenceFiles.pieceId, pieceId)),
  )
  const first = (last ?? 0) + 1
  await tx.insert(evidenceFiles).values(files.map((file, at) => ({ ...file, pieceId, position: first + at })))
}

export async function removeFile(tx: Tx, pieceId: PieceId, id: EvidenceFileId) {
  await tx.delete(evidenceFiles).where(and(eq(evidenceFiles.id, id), eq(evidenceFiles.pieceId, pieceId)))
}

/** Whether a file that the school cannot change now relies on the piece. */
export async function isReliedOn(db: Queryable, id: PieceId): Promise<boolean> {
  const rows = await db
    .select({ id: evidenceReliedOn.pieceId })
    .from(evidenceReliedOn)
    .where(eq(evidenceReliedOn.pieceId, id))
    .limit(1)
  return rows.length > 0
}

/** Bytes that the files of a unit take: the same content is kept once. */
export async function bytesOf(db: Queryable, unit: UnitId): Promise<number> {
  const { rows } = await db.execute<{ bytes: string }>(sql`
    select coalesce(sum(size), 0)::text as bytes from (
      select distinct on (sha256) size from ${evidenceFiles} file join ${evidencePieces} piece on piece.id = file.piece_id
      where piece.unit_id = ${unit}) kept`)
  return Number(one(rows).bytes)
}

export type Held = Pick<PieceRow, 'id' | 'title' | 'schoolYear'>
/** What a unit holds already of each of these contents: its pieces, not those in the bin. */
export async function holding(db: Queryable, unit: UnitId, hashes: readonly string[]): Promise<Map<string, Held[]>> {
  const byHash = new Map<string, Held[]>(hashes.map((sha256) => [sha256, []]))
  if (hashes.length === 0) return byHash
  const { id, title, schoolYear, unitId, removedAt } = evidencePieces
  const rows = await db
    .selectDistinct({ id, title, schoolYear, sha256: evidenceFiles.sha256 })
    .from(evidencePieces)
    .innerJoin(evidenceFiles, eq(evidenceFiles.pieceId, id))
    .where(
      and(
        eq(unitId, unit),
        isNull(removedAt),
        sql`${evidenceFiles.sha256} = any(${sql.param([...byHash.keys()])}::text[])`,
      ),
    )
    .orderBy(id)
  for (const { sha256, ...held } of rows) byHash.get(sha256)?.push(held)
  return byHash
}

/** Keeps who did what to a piece. */
export async function record(
  tx: Tx,
  actor: Actor,
  event: {
    pieceId: PieceId
    action: typeof evidencePieceEvents.$inferInsert.action
    at: Date
    detail?: Record<string, unknown>
  },
) {
  await tx.insert(evidencePieceEvents).values({ ...event, actorId: actorId(actor), actorName: actor.name })
}

/** Days for which what was thrown away can be brought back. */
export const daysInBin = 60

const handedIn = sql`exists (select 1 from evidence join submissions using (campaign_unit_id)
  where evidence.piece_id = ${evidencePieces.id} and submissions.round > 0)`
/** Which of these a file was once handed in with: they stay for good. */
export async function everHandedIn(db: Queryable, ids: readonly PieceId[]): Promise<Set<PieceId>> {
  if (ids.length === 0) return new Set()
  const wanted = sql`${evidencePieces.id} = any(${sql.param([...ids])}::uuid[])`
  const rows = await db.select({ id: evidencePieces.id }).from(evidencePieces).where(and(wanted, handedIn))
  return new Set(rows.map(({ id }) => id))
}

/** Pieces that lie in the bin since before `until`, and that no file ever relied on once it had been handed in. */
export async function purgeable(db: Queryable, until: Date, limit: number): Promise<PieceId[]> {
  const old: SQL = sql`${evidencePieces.removedAt} < ${until}`
  const rows = await db
    .select({ id: evidencePieces.id })
    .from(evidencePieces)
    .where(and(isNotNull(evidencePieces.removedAt), isNull(evidencePieces.purgedAt), old, not(handedIn)))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Takes the files of a piece out of the records; what nothing refers to any more is swept from the storage. */
export async function purge(tx: Tx, id: PieceId, at: Date) {
  await tx.delete(evidenceFiles).where(eq(evidenceFiles.pieceId, id))
  await update(tx, id, { purgedAt: at })
}
