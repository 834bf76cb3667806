import {
  addRequestFile,
  downloadRequestFile,
  getCheckList,
  getCheckSettings,
  getPackageAddress,
  getRequest,
  listReceipts,
  removeRequestFile,
  saveCheckList,
  saveCheckSettings,
  saveRequest,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import { holderOf, type FileAddresses, type Holders } from '../../platform/file-addresses.ts'
import { attachment } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import { Problem, refusalResponses } from '../../platform/problem.ts'
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
  addresses: FileAddresses
  holders: Holders
}
const noFields = z.object({})
const anyFile = z.unknown().meta({ wire: { type: 'string', format: 'binary' } })
const often = { rateLimit: { max: 30, timeWindow: '1 minute' } }

export async function requestsRoutes(app: FastifyInstance, ports: Ports) {
  const { service, receipts, checkLists, packages, files, maxFileBytes: maxBytes, addresses, holders } = ports
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
      getPackageAddress,
      async ({ actor, params }) => {
        const { receiptId, ...size } = await packages.measure(actor, params.id, params.round)
        const { url, expiresAt } = addresses.sign({ file: receiptId, holder: holderOf(actor) })
        return { ...size, expiresAt, url: url.replace('/files/', '/submission-packages/') }
      },
      often,
    ),
  )
  app.get<{ Params: { token: string } }>(
    '/submission-packages/:token',
    {
      // The address carries its own right: a plain link cannot carry a bearer token.
      config: { access: 'public', rateLimit: often.rateLimit },
      schema: {
        operationId: 'downloadPackage',
        summary: 'Everything a school sent in a round as a zip, written while it is sent',
        tags: ['submission-packages'],
        security: [],
        params: z.object({ token: z.string().max(1000) }),
        response: {
          200: { description: 'The archive', content: { 'application/zip': { schema: anyFile } } },
          ...refusalResponses([
            ...(['evidence.link-expired', 'submission.not-found', 'receipt.not-found'] as const),
            ...(['request.too-many', 'server.error'] as const),
          ]),
        },
      },
    },
    async (request, reply) => {
      const claims = addresses.verify(request.params.token)
      const actor = claims && (await holders(claims.holder))
      if (!claims || !actor) throw new Problem('evidence.link-expired')
      const { name, content } = await packages.open(actor, claims.file)
      return reply
        .headers({
          'content-type': 'application/zip',
          'content-disposition': attachment(name),
          'content-security-policy': "default-src 'none'; sandbox",
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-origin',
          'cache-control': 'no-store',
        })
        .send(content)
    },
  )
}
