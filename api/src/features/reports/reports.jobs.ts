import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { foldTallies } from './report-counts.repository.ts'

const fold = defineJob({ name: 'reports-fold-tallies', payload: z.object({}) })

/** The figures are right without it, of more rows. */
export const reportWorkers = ({ db }: { db: Db }): Worker[] => [
  worker(fold, async () => void (await foldTallies(db)), '*/10 * * * *'),
]
