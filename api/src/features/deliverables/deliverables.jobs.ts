import { z } from 'zod'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import type { LinksService } from './links.service.ts'
import type { RemindersService } from './reminders.service.ts'

const remind = defineJob({ name: 'deliverables-remind', payload: z.object({}) })
const look = defineJob({ name: 'deliverables-look-at-links', payload: z.object({}), expireInSeconds: 3600 })

/** At half past seven, before offices open; links at night, when their servers have least to do. */
export const deliverableWorkers = ({
  reminders,
  links,
}: {
  reminders: Pick<RemindersService, 'sendDue'>
  links: Pick<LinksService, 'lookAgain'>
}): Worker[] => [
  worker(remind, async () => void (await reminders.sendDue()), '30 7 * * *'),
  worker(look, async (_, signal) => void (await links.lookAgain(signal)), '20 4 * * *'),
]
