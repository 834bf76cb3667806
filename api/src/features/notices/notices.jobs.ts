import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { forgetOld } from './notices.repository.ts'

const forget = defineJob({ name: 'notices-forget', payload: z.object({}) })
const year = 366 * 24 * 3600 * 1000

export const noticeWorkers = ({ db, now }: { db: Db; now: () => Date }): Worker[] => [
  worker(forget, () => forgetOld(db, new Date(now().getTime() - year)), '10 3 * * *'),
]
