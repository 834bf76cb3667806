import {
  addRequestFile,
  downloadRequestFile,
  getCheckList,
  getCheckSettings,
  getRequest,
  listReceipts,
  measurePackage,
  removeRequestFile,
  saveCheckList,
  saveCheckSettings,
  saveRequest,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { CheckListService } from './check-list.service.ts'
import type { PackagesService } from './packages.service.ts'
import type { ReceiptsService } from './receipts.service.ts'
import type { RequestsService } from './requests.service.ts'

type Ports = {
  service: RequestsService
  receipts: ReceiptsService
  checkLists: CheckListService
  packages: PackagesService
  files: Files
  maxFileBytes: number
}
const noFields = z.object({})
const often = { rateLimit: { max: 30, timeWindow: '1 minute' } }

export async function requestsRoutes(app: FastifyInstance, ports: Ports) {
  const { service, receipts, checkLists, packages, files, maxFileBytes: maxBytes } = ports
  await acceptUploads(app)
  app.route(route(getRequest, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(saveRequest, ({ actor, params, body }) => service.save(actor, params.id, body)))
  const upload = route(
    addRequestFile,
    async ({ actor, params, request }) => {
      await service.requireAddable(actor, params.id)
      return service.addFile(actor, params.id, await receiveUpload(request, { files, maxBytes }, noFields))
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  app.route(route(removeRequestFile, ({ actor, params }) => service.removeFile(actor, params.id, params.attachmentId)))
  const download = route(downloadRequestFile, async ({ actor, params, request }, reply) =>
    sendDownload(files, await service.download(actor, params.id, params.attachmentId), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadRequestFile, 'The file as it was uploaded') })

  app.route(route(listReceipts, ({ actor, params }) => receipts.list(actor, params.id)))
  app.route(route(getCheckList, ({ actor, params }) => checkLists.get(actor, params.id)))
  app.route(route(saveCheckList, ({ actor, params, body }) => checkLists.save(actor, params.id, body)))
  app.route(route(getCheckSettings, ({ actor }) => checkLists.getSettings(actor)))
  app.route(route(saveCheckSettings, ({ actor, body }) => checkLists.saveSettings(actor, body)))

  app.route(
    route(
      measurePackage,
      ({ actor, params }) => packages.measure(actor, { submissionId: params.id, round: params.round }),
      often,
    ),
  )
}
