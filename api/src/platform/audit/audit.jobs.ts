import { z } from 'zod'
import type { Db } from '../db/client.ts'
import { defineJob, worker, type Worker } from '../jobs.ts'
import { anchor } from './audit.repository.ts'

const anchorRecord = defineJob({ name: 'audit-anchor', payload: z.object({}) })

/** What was not anchored yet could still be cut off unseen, so it is never more than a quarter of an hour. */
export const auditWorkers = ({ db }: { db: Db }): Worker[] => [
  worker(anchorRecord, async () => void (await anchor(db)), '*/15 * * * *'),
]
