import { and, eq, isNotNull } from 'drizzle-orm'
import type { EvidenceFileId, UploadId } from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import type { FileKey } from '../../platform/files.ts'
import type { Taken } from './intake.ts'
import { evidenceFiles } from './pieces.tables.ts'
import { uploads } from './uploads.tables.ts'

export type WaitingFile =
  { of: 'upload'; id: UploadId; key: FileKey | null } | { of: 'piece'; id: EvidenceFileId; key: FileKey | null }

/** Files that nobody has looked at since they came in, those not handed in first. */
export async function waitingFiles(db: Db, most: number): Promise<WaitingFile[]> {
  const sent = await db
    .select({ id: uploads.id, key: uploads.storageKey })
    .from(uploads)
    .where(and(eq(uploads.scan, 'waiting'), isNotNull(uploads.storageKey)))
    .limit(most)
  const held = await db
    .select({ id: evidenceFiles.id, key: evidenceFiles.storageKey })
    .from(evidenceFiles)
    .where(eq(evidenceFiles.scan, 'waiting'))
    .limit(most)
  return [
    ...sent.map((row) => ({ of: 'upload' as const, ...row })),
    ...held.map((row) => ({ of: 'piece' as const, ...row })),
  ]
}

export async function setScanned(db: Db, file: WaitingFile, scanned: Pick<Taken, 'scan' | 'scannedAt' | 'threat'>) {
  if (file.of === 'upload') await db.update(uploads).set(scanned).where(eq(uploads.id, file.id))
  else await db.update(evidenceFiles).set(scanned).where(eq(evidenceFiles.id, file.id))
}
