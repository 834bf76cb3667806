import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import { forgetOldMails, type Late } from '../../platform/mail/index.ts'
import { forgetEndedSessions, forgetOldAttempts } from './housekeeping.repository.ts'
import { forgetOldInvitations } from './invitations.repository.ts'
import { clearVacantUnits } from './responsibles.repository.ts'
import { lateInvitation, supplyInvitation } from './invitations.service.ts'

const sweep = defineJob({ name: 'identity-sweep', payload: z.object({}) })

/** What nobody needs any longer goes every night: what is not kept cannot leak. */
export function identityWorkers({ db }: { db: Db }): Worker[] {
  const run = async () => {
    await forgetEndedSessions(db)
    await forgetOldAttempts(db)
    await forgetOldInvitations(db)
    await forgetOldMails(db)
    await clearVacantUnits(db)
  }
  return [worker(sweep, run, '20 2 * * *')]
}

/** What the mails of this feature take in when they go out. */
export const identityLate: Record<string, Late> = { [lateInvitation]: supplyInvitation }
