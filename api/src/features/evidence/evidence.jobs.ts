import { z } from 'zod'
import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'
import type { Scanner } from '../../platform/scanner/index.ts'
import { daysInBin, purge, purgeable } from './pieces.repository.ts'
import type { LinkLooks } from './link-looks.service.ts'
import { forgetRenditions } from './renditions.repository.ts'
import { scanWaiting } from './waiting-scans.ts'

const sweep = defineJob({ name: 'evidence-sweep', payload: z.object({}) })
const scan = defineJob({ name: 'evidence-scan', payload: z.object({}), retryLimit: 0, expireInSeconds: 1800 })
const lookAtNewLinks = defineJob({ name: 'evidence-look-at-new-links', payload: z.object({}), retryLimit: 0 })
const lookAtLinks = defineJob({
  name: 'evidence-look-at-links',
  payload: z.object({}),
  retryLimit: 0,
  expireInSeconds: 3 * 3600,
})
const day = 24 * 3600 * 1000

type Ports = {
  db: Db
  files: Files
  uploads: { sweep: (at: Date) => Promise<number> }
  /** Null: files are not scanned. */
  scanner: Scanner | null
  links: Pick<LinkLooks, 'lookAgain' | 'lookAtNew'>
  now: () => Date
}

/** Uploads in one piece whose process died leave their temporary file; none takes a day. */
export const sweepIncomingFiles = (files: Files, now = new Date()) => files.sweep(new Date(now.getTime() - day))

/** Empties the bin of what lies in it for long. @returns how many pieces */
export async function emptyBins(db: Db, now: Date): Promise<number> {
  const ids = await purgeable(db, new Date(now.getTime() - daysInBin * day), 1000)
  for (const id of ids) await db.transaction((tx) => purge(tx, id, now))
  return ids.length
}

export function evidenceWorkers({ db, files, uploads, scanner, links, now }: Ports): Worker[] {
  const run = async () => {
    await sweepIncomingFiles(files, now())
    await uploads.sweep(now())
    await emptyBins(db, now())
    await forgetRenditions(db)
  }
  const look = async () => {
    if (scanner) await scanWaiting({ db, files, scanner, now })
  }
  return [
    worker(sweep, run, '40 2 * * *'),
    worker(scan, look, '*/2 * * * *'),
    worker(lookAtNewLinks, async (_, signal) => void (await links.lookAtNew(signal)), '* * * * *'),
    worker(lookAtLinks, async (_, signal) => void (await links.lookAgain(signal)), '30 1 * * *'),
  ]
}
