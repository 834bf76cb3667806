import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from './config.ts'
import type { IntakeSettings } from './features/evidence/index.ts'
import type { Db } from './platform/db/client.ts'
import { fileReferences } from './platform/file-references.ts'
import { sweepOrphans } from './platform/files-care.ts'
import { pairOfFiles } from './platform/files-pair.ts'
import { s3Files } from './platform/files-s3.ts'
import { incomingFiles, localFiles, type Files, type FileStore } from './platform/files.ts'
import { defineJob, worker, type Worker } from './platform/jobs.ts'
import { clamd } from './platform/scanner/index.ts'

export type FileStorage = {
  /** For everybody who keeps or reads a file. */
  files: Files
  local: FileStore
  /** Null: not set up. */
  s3: Awaited<ReturnType<typeof s3Files>> | null
}

/** Opens the places where files are kept. That S3 answers is not asked: files are not all there is to serve. */
export async function openFileStorage({
  dataDir,
  s3: settings,
  filesIn,
}: Pick<Config, 'dataDir' | 's3' | 'filesIn'>): Promise<FileStorage> {
  const folder = join(dataDir, 'files')
  const local = await localFiles(folder)
  if (!settings) return { files: local, local, s3: null }
  const s3 = await s3Files(settings, await incomingFiles(join(folder, 'incoming')))
  return { files: filesIn === 's3' ? pairOfFiles(s3, local) : pairOfFiles(local, s3), local, s3 }
}

const day = 24 * 3600 * 1000
const sweep = defineJob({ name: 'files-sweep', payload: z.object({}), retryLimit: 0, expireInSeconds: 6 * 3600 })

/** Removes files without a row that are older than a day, wherever they lie. */
export async function sweepStorage({ db, local, s3 }: { db: Db } & Omit<FileStorage, 'files'>, now = new Date()) {
  const references = await fileReferences(db)
  const before = new Date(now.getTime() - day)
  let removed = 0
  for (const store of [local, s3]) if (store) removed += await sweepOrphans(store, references, before)
  return removed
}

export function storageWorkers(
  ports: { db: Db } & Omit<FileStorage, 'files'>,
  onError: (error: Error) => void,
): Worker[] {
  const run = async () => {
    await sweepStorage(ports).catch((error: unknown) => {
      // A failed job lies in a table that nobody looks at.
      if (error instanceof Error) onError(error)
      throw error
    })
  }
  return [worker(sweep, run, '10 3 * * *')]
}

/** What files are taken, and who looks for malicious software, as the environment says. */
export const intakeOf = ({ fileTypes, scanner }: Pick<Config, 'fileTypes' | 'scanner'>): IntakeSettings => ({
  fileTypes,
  scanner: scanner && clamd({ address: scanner }),
})
