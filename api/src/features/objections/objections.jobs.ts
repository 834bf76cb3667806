import { z } from 'zod'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import type { SilenceService } from './silence.service.ts'

const end = defineJob({ name: 'objections-end-time', payload: z.object({}), expireInSeconds: 1800 })

/** Soon after midnight in Vietnam, and every hour for what a night without a worker has left. */
export const objectionWorkers = ({ silence }: { silence: SilenceService }): Worker[] => [
  worker(end, async (_, signal) => void (await silence.endOver(signal)), '10 * * * *'),
]
