import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { expired, remove } from './exports.repository.ts'

const sweep = defineJob({ name: 'exports-sweep', payload: z.object({}) })
type Ports = { db: Db; files: Files; now: () => Date }

/** Files go after their thirty days, and what failed with them. */
export async function sweepExports({ db, files, now }: Ports) {
  for (const { id, storageKey } of await expired(db, now())) {
    // The file first: a crash in between leaves a row, which is swept again.
    if (storageKey !== null) await files.remove(storageKey)
    await remove(db, id)
  }
}

export const exportsWorkers = (ports: Ports): Worker[] => [worker(sweep, () => sweepExports(ports), '50 2 * * *')]
