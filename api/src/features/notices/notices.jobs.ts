import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { dayOf } from '@thuoc/shared'
import { forgetOld } from './notices.repository.ts'
import { forgetDigests } from './settings.repository.ts'

const forget = defineJob({ name: 'notices-forget', payload: z.object({}) })
const day = 24 * 3600 * 1000
const year = 366 * day

export const noticeWorkers = ({ db, now }: { db: Db; now: () => Date }): Worker[] => [
  worker(
    forget,
    async () => {
      const at = now().getTime()
      await forgetOld(db, new Date(at - year))
      await forgetDigests(db, dayOf(new Date(at - 7 * day)))
    },
    '10 3 * * *',
  ),
]
