import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { foldTallies } from './listed-files.repository.ts'
import type { TurnReminders } from './turn-reminders.service.ts'

const remind = defineJob({ name: 'submissions-remind', payload: z.object({}) })
const fold = defineJob({ name: 'submissions-fold-tallies', payload: z.object({}) })

/** After the reminders of the plans, which it does not repeat, and before the letters of the day. */
export const submissionWorkers = ({ db, reminders }: { db: Db; reminders: TurnReminders }): Worker[] => [
  worker(remind, async () => void (await reminders.tell()), '45 7 * * *'),
  worker(fold, async () => void (await foldTallies(db)), '*/10 * * * *'),
]
