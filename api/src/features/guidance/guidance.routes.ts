import {
  addGuidanceFile,
  downloadGuidanceFile,
  listGuidance,
  listGuidanceVersions,
  removeGuidanceFile,
  saveGuidance,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { GuidanceFiles } from './guidance-files.service.ts'
import type { GuidanceService } from './guidance.service.ts'

export type GuidanceRoutes = {
  service: GuidanceService
  attachments: GuidanceFiles
  files: Files
  /** The largest upload of this installation. */
  maxFileBytes: number
}

/** Whoever reads guidance loads its files; more than this is no note. */
const largest = 25 * 1024 * 1024
const noFields = z.object({})

export async function guidanceRoutes(app: FastifyInstance, ports: GuidanceRoutes) {
  const { service, attachments, files } = ports
  const maxBytes = Math.min(ports.maxFileBytes, largest)
  await acceptUploads(app)

  app.route(route(listGuidance, ({ actor, params, query }) => service.list(actor, params.id, query.unitId)))
  app.route(route(saveGuidance, ({ actor, params, body }) => service.save(actor, params.id, params.criterion, body)))
  app.route(route(listGuidanceVersions, ({ actor, params }) => service.listVersions(actor, params.id)))

  const upload = route(
    addGuidanceFile,
    async ({ actor, params, request }) => {
      await attachments.requireAddable(actor, params.id)
      const received = await receiveUpload(request, { files, maxBytes }, noFields)
      return attachments.add(actor, params.id, received)
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  app.route(route(removeGuidanceFile, ({ actor, params }) => attachments.remove(actor, params.id, params.attachmentId)))
  const download = route(downloadGuidanceFile, async ({ actor, params, request }, reply) =>
    sendDownload(files, await attachments.download(actor, params.id, params.attachmentId), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadGuidanceFile, 'The file as it was uploaded') })
}
