import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { forgetFile, listOld, remove } from './imports.repository.ts'

const sweep = defineJob({ name: 'imports-sweep', payload: z.object({}) })
const day = 24 * 3600 * 1000
/** Time to correct a file, and to ask what was in one that was carried out. */
const kept = { checked: 7 * day, applied: 30 * day }

/** Files of imports go in time, those never carried out with their record: they may name people. */
export async function sweepImports({ db, files }: { db: Db; files: Files }, now = new Date()) {
  for (const { id, status, storageKey, checkedAt } of await listOld(db, new Date(now.getTime() - kept.checked))) {
    if (storageKey === null || now.getTime() - checkedAt.getTime() < kept[status]) continue
    // The file first: a crash in between leaves a record, which is swept again, and never a file that nobody knows.
    await files.remove(storageKey)
    await db.transaction(async (tx) => (status === 'checked' ? remove(tx, id) : forgetFile(tx, id)))
  }
}

export const importsWorkers = (ports: { db: Db; files: Files }): Worker[] => [
  worker(sweep, () => sweepImports(ports), '30 2 * * *'),
]
