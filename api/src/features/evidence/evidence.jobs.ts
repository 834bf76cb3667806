import { z } from 'zod'
import type { Files } from '../../platform/files.ts'
import { defineJob, worker, type Worker } from '../../platform/jobs.ts'

const sweep = defineJob({ name: 'evidence-sweep', payload: z.object({}) })
const day = 24 * 3600 * 1000

/** Uploads whose process died leave their temporary file; no upload takes a day. */
export const sweepIncomingFiles = (files: Files, now = new Date()) => files.sweep(new Date(now.getTime() - day))

export function evidenceWorkers({ files }: { files: Files }): Worker[] {
  const run = async () => {
    await sweepIncomingFiles(files)
  }
  return [worker(sweep, run, '40 2 * * *')]
}
