import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { forgetEndedSessions, forgetOldAttempts } from './housekeeping.repository.ts'

const sweep = defineJob({ name: 'identity-sweep', payload: z.object({}) })

/** What nobody needs any longer goes every night: what is not kept cannot leak. */
export function identityWorkers({ db }: { db: Db }): Worker[] {
  const run = async () => {
    await forgetEndedSessions(db)
    await forgetOldAttempts(db)
  }
  return [worker(sweep, run, '20 2 * * *')]
}
