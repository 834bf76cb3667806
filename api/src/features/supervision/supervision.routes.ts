import {
  addSupervisionFile,
  answerFinding,
  closeSupervisionRecord,
  createSupervisionRecord,
  discardSupervisionRecord,
  downloadSupervisionFile,
  drawFiles,
  getSample,
  getSupervisionRecord,
  listOutliers,
  listSamples,
  listSupervisionRecords,
  listWaitingFollowUps,
  removeSupervisionFile,
  reviewFinding,
  saveSupervisionRecord,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { FollowUpsService } from './follow-ups.service.ts'
import type { OutliersService } from './outliers.service.ts'
import type { RecordsService } from './records.service.ts'
import type { SamplesService } from './samples.service.ts'
import type { SupervisionFiles } from './supervision-files.service.ts'

export type SupervisionRoutes = {
  records: RecordsService
  followUps: FollowUpsService
  samples: SamplesService
  outliers: OutliersService
  scans: SupervisionFiles
  files: Files
  /** The largest upload of this installation. */
  maxFileBytes: number
}
const noFields = z.object({})
/** To look through all files of a province is work for the database, and every draw is kept for good. */
const often = { rateLimit: { max: 30, timeWindow: '1 minute' } }

export async function supervisionRoutes(app: FastifyInstance, ports: SupervisionRoutes) {
  const { records, followUps, samples, outliers, scans, files, maxFileBytes } = ports
  await acceptUploads(app)

  app.route(route(listSupervisionRecords, ({ actor, query }) => records.list(actor, query)))
  app.route(route(getSupervisionRecord, ({ actor, params }) => records.get(actor, params.id)))
  app.route(route(createSupervisionRecord, ({ actor, body }) => records.create(actor, body)))
  app.route(route(saveSupervisionRecord, ({ actor, params, body }) => records.save(actor, params.id, body)))
  app.route(
    route(discardSupervisionRecord, ({ actor, params, body }) => records.discard(actor, params.id, body.version)),
  )
  app.route(route(closeSupervisionRecord, ({ actor, params, body }) => records.close(actor, params.id, body.version)))
  app.route(route(listWaitingFollowUps, ({ actor, query }) => followUps.waiting(actor, query), { goesAhead: true }))
  app.route(route(answerFinding, ({ actor, params, body }) => followUps.answer(actor, params.id, body.text)))
  app.route(route(reviewFinding, ({ actor, params, body }) => followUps.review(actor, params.id, body)))

  app.route(route(listSamples, ({ actor, query }) => samples.list(actor, query)))
  app.route(route(getSample, ({ actor, params }) => samples.get(actor, params.id)))
  app.route(route(drawFiles, ({ actor, body }) => samples.draw(actor, body), often))
  app.route(route(listOutliers, ({ actor, params, query }) => outliers.list(actor, params.id, query), often))

  const upload = route(
    addSupervisionFile,
    async ({ actor, params, request }) => {
      await scans.requireAddable(actor, params.id)
      const received = await receiveUpload(request, { files, maxBytes: maxFileBytes }, noFields)
      return scans.add(actor, params.id, received)
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  app.route(route(removeSupervisionFile, ({ actor, params }) => scans.remove(actor, params.id, params.attachmentId)))
  const download = route(downloadSupervisionFile, async ({ actor, params, request }, reply) =>
    sendDownload(files, await scans.download(actor, params.id, params.attachmentId), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadSupervisionFile, 'The file as it was uploaded') })
}
