import { z } from 'zod'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import type { TurnReminders } from './turn-reminders.service.ts'

const remind = defineJob({ name: 'submissions-remind', payload: z.object({}) })

/** After the reminders of the plans, which it does not repeat, and before the letters of the day. */
export const submissionWorkers = ({ reminders }: { reminders: TurnReminders }): Worker[] => [
  worker(remind, async () => void (await reminders.tell()), '45 7 * * *'),
]
