import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { carryOutDue } from './unit-changes.due.ts'
import type { ChangePorts } from './unit-outcome.ts'

const due = defineJob({ name: 'org-carry-out-due', payload: z.object({}) })

/** Planned operations take place in the first minute of their day; every hour, in case that one was missed. */
export const orgWorkers = (ports: { db: Db } & ChangePorts): Worker[] => [
  worker(due, () => carryOutDue({ ...ports, now: () => new Date() }), '0 * * * *'),
]
