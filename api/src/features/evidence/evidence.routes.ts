import {
  addFigure,
  addFile,
  addLink,
  evidenceId,
  getDownloadAddress,
  linkEvidence,
  listEvidence,
  newFileFields,
  renameEvidence,
  restoreEvidence,
  unlinkEvidence,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Problem, refusalResponses } from '../../platform/problem.ts'
import { sendDownload } from '../../platform/download.ts'
import { holderOf, type FileAddresses, type Holders } from '../../platform/file-addresses.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { EvidenceService } from './evidence.service.ts'

export type EvidenceRoutes = {
  service: EvidenceService
  files: Files
  addresses: FileAddresses
  /** Whom an address was given to, as they stand now. */
  holders: Holders
  maxFileBytes: number
}

const anyFile = z.unknown().meta({ wire: { type: 'string', format: 'binary' } })

export async function evidenceRoutes(app: FastifyInstance, ports: EvidenceRoutes) {
  const { service, files, addresses, holders, maxFileBytes } = ports
  await acceptUploads(app)

  app.route(route(listEvidence, ({ actor, params }) => service.list(actor, params.id)))
  app.route(route(addLink, ({ actor, params, body }) => service.addLink(actor, params.id, body)))
  app.route(route(addFigure, ({ actor, params, body }) => service.addFigure(actor, params.id, body)))
  const upload = route(
    addFile,
    async ({ actor, params, request }) => {
      await service.requireAddable(actor, params.id)
      const received = await receiveUpload(request, { files, maxBytes: maxFileBytes }, newFileFields)
      return service.addFile(actor, params.id, received)
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(newFileFields) } })
  app.route(route(renameEvidence, ({ actor, params, body }) => service.rename(actor, params.id, body.title)))
  app.route(route(linkEvidence, ({ actor, params, body }) => service.link(actor, params.id, body.criterion)))
  app.route(route(unlinkEvidence, ({ actor, params }) => service.unlink(actor, params.id, params.criterion)))
  app.route(route(restoreEvidence, ({ actor, params, body }) => service.restore(actor, params.id, body.criterion)))
  app.route(
    route(getDownloadAddress, async ({ actor, params }) => {
      await service.findFile(actor, params.id)
      return addresses.sign({ file: params.id, holder: holderOf(actor) })
    }),
  )

  app.get<{ Params: { token: string } }>(
    '/files/:token',
    {
      // The address carries its own right: a plain link cannot carry a bearer token.
      config: { access: 'public' },
      schema: {
        operationId: 'downloadFile',
        summary: 'The file of a download address, to be saved; ranges are served',
        tags: ['files'],
        security: [],
        params: z.object({ token: z.string().max(1000) }),
        response: {
          200: {
            description: 'The file as it was uploaded',
            content: { 'application/octet-stream': { schema: anyFile } },
          },
          ...refusalResponses(['evidence.link-expired', 'evidence.not-found', 'request.too-many', 'server.error']),
        },
      },
    },
    async (request, reply) => {
      const claims = addresses.verify(request.params.token)
      const actor = claims && (await holders(claims.holder))
      if (!claims || !actor) throw new Problem('evidence.link-expired')
      return sendDownload(files, await service.findFile(actor, evidenceId.parse(claims.file)), request, reply)
    },
  )
}
