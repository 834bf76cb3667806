import { and, eq, sql } from 'drizzle-orm'
import type { UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { evidenceRenditions } from './renditions.tables.ts'

export type Content = { unitId: UnitId; sha256: string }
export type Rendition = { key: string; size: number }

/** Null: it cannot be made; undefined: nobody has tried. */
export async function findRendition(db: Queryable, { unitId, sha256 }: Content): Promise<Rendition | null | undefined> {
  const [row] = await db
    .select()
    .from(evidenceRenditions)
    .where(and(eq(evidenceRenditions.unitId, unitId), eq(evidenceRenditions.ofSha256, sha256)))
  if (!row) return undefined
  const { storageKey: key, size } = row
  return key === null || size === null ? null : { key, size }
}

/** Two processes may have made it at once: either is as good. */
export async function keepRendition(db: Queryable, { unitId, sha256 }: Content, made: Rendition | null, madeAt: Date) {
  await db
    .insert(evidenceRenditions)
    .values({ unitId, ofSha256: sha256, storageKey: made?.key ?? null, size: made?.size ?? null, madeAt })
    .onConflictDoNothing()
}

/** Those whose file is gone, with the bin or otherwise. What nothing refers to is swept from the storage. */
export async function forgetRenditions(db: Queryable) {
  await db.delete(evidenceRenditions).where(sql`not exists (
    select 1 from evidence_files file join evidence_pieces piece on piece.id = file.piece_id
    where piece.unit_id = ${evidenceRenditions.unitId} and file.sha256 = ${evidenceRenditions.ofSha256})`)
}
