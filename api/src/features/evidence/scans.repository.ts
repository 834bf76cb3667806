import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { PersonId, PieceId, UnitId } from '@thuoc/shared'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import type { FileKey } from '../../platform/files.ts'
import type { Taken } from './intake.ts'
import { evidenceFiles, evidencePieceEvents, evidencePieces } from './pieces.tables.ts'
import { uploads } from './uploads.tables.ts'

/** The same content is looked at once, however often it was handed in. */
export type WaitingFile = { sha256: string; key: FileKey }

/** Files that nobody has looked at since they came in, those not handed in first. */
export async function waitingFiles(db: Db, most: number): Promise<WaitingFile[]> {
  const sent = await db
    .selectDistinct({ sha256: uploads.sha256, key: uploads.storageKey })
    .from(uploads)
    .where(and(eq(uploads.scan, 'waiting'), isNotNull(uploads.storageKey)))
    .limit(most)
  const held = await db
    .selectDistinct({ sha256: evidenceFiles.sha256, key: evidenceFiles.storageKey })
    .from(evidenceFiles)
    .where(eq(evidenceFiles.scan, 'waiting'))
    .limit(most)
  const found = new Map<string, WaitingFile>()
  for (const { sha256, key } of [...sent, ...held])
    if (sha256 !== null && key !== null && !found.has(sha256)) found.set(sha256, { sha256, key })
  return [...found.values()]
}

/** An infected file: who handed it in, and with what. A piece in the bin is nobody's concern any more. */
export type InfectedFile = { name: string; unitId: UnitId; addedById: string; pieceId: PieceId | null }
type Scanned = Pick<Taken, 'scan' | 'scannedAt' | 'threat'>

/**
 * Writes down what was found, for this content wherever it lies: what waits and, when it is infected, also what came in
 * before anybody looked. @returns what is infected now and was not before
 */
export async function setScanned(tx: Tx, sha256: string, scanned: Scanned): Promise<InfectedFile[]> {
  const infected = scanned.scan === 'infected'
  const onItsWay = await tx
    .update(uploads)
    .set(scanned)
    .where(and(eq(uploads.sha256, sha256), infected ? ne(uploads.scan, 'infected') : eq(uploads.scan, 'waiting')))
    .returning({ name: uploads.name, unitId: uploads.unitId, addedById: uploads.uploadedById })
  const { scan } = evidenceFiles
  const held = await tx
    .update(evidenceFiles)
    .set(scanned)
    .from(evidencePieces)
    .where(
      and(
        eq(evidenceFiles.sha256, sha256),
        infected ? ne(scan, 'infected') : eq(scan, 'waiting'),
        eq(evidencePieces.id, evidenceFiles.pieceId),
      ),
    )
    .returning({
      ...{ name: evidenceFiles.name, pieceId: evidenceFiles.pieceId, removedAt: evidencePieces.removedAt },
      ...{ unitId: evidencePieces.unitId, addedById: evidencePieces.addedById },
    })
  if (!infected) return []
  return [
    ...onItsWay.map((file) => ({ ...file, pieceId: null })),
    ...held.filter(({ removedAt }) => removedAt === null),
  ]
}

/** Who is told of an infected file: who sent it, who answers for the unit, and its head. */
export async function concerned(db: Queryable, { unitId, addedById }: InfectedFile) {
  const { rows } = await db.execute<{ personId: PersonId }>(sql`
    select distinct person.id as "personId"
    from memberships membership join people person on person.id = membership.person_id
    where membership.unit_id = ${unitId} and membership.ended_at is null and person.status = 'active'
      and (person.id = ${addedById} or membership.role in ('school-head', 'managing-body-leader')
        or exists (select 1 from unit_responsibles responsible where responsible.unit_id = ${unitId}
          and responsible.person_id = person.id and responsible.ended_at is null))`)
  return rows.map(({ personId }) => ({ personId, unitId }))
}

/** The scanner is nobody: its id is that of no person. */
const scanner = { actorId: '00000000-0000-0000-0000-000000000000', actorName: 'Thước' }

export async function recordInfection(tx: Tx, { pieceId, name }: InfectedFile, threat: string | null, at: Date) {
  if (pieceId === null) return
  await tx.insert(evidencePieceEvents).values({ ...scanner, pieceId, action: 'infected', at, detail: { name, threat } })
}
