import {
  addDocument,
  addFile,
  addFigure,
  addFiles,
  addLink,
  enterPiece,
  evidenceFileId,
  getFileAddress,
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
import { holderOf } from '../../platform/file-addresses.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import { copiesRoutes } from './copies.routes.ts'
import { createEvidence, type EvidencePorts } from './evidence.ts'
import { libraryRoutes } from './library.routes.ts'
import { registerRoutes } from './register.routes.ts'
import { linkLookRoutes } from './link-looks.routes.ts'
import { uploadRoutes } from './uploads.routes.ts'
import { createViewingService } from './viewing.service.ts'
import { viewingRoutes } from './viewing.routes.ts'

const anyFile = z.unknown().meta({ wire: { type: 'string', format: 'binary' } })

export async function evidenceRoutes(app: FastifyInstance, ports: EvidencePorts) {
  const { files, addresses, holders, settings } = ports
  const { register: service, uploads, library, carry, table, exporting, links, copies } = createEvidence(ports)
  await app.register(uploadRoutes, { service: uploads })
  await app.register(libraryRoutes, { service: library, carry })
  await app.register(registerRoutes, { service: table, exporting })
  await app.register(copiesRoutes, { service: copies })
  await app.register(linkLookRoutes, { service: links })
  const viewing = createViewingService({ ...ports, report: (error) => app.log.error({ err: error }, 'no PDF made') })
  await app.register(viewingRoutes, { register: service, viewing, addresses })
  await acceptUploads(app)

  app.route(route(listEvidence, ({ actor, params }) => service.list(actor, params.id), { goesAhead: true }))
  app.route(route(addLink, ({ actor, params, body }) => service.addLink(actor, params.id, body)))
  app.route(route(addFigure, ({ actor, params, body }) => service.addFigure(actor, params.id, body)))
  const upload = route(
    addFile,
    async ({ actor, params, request }) => {
      await service.requireAddable(actor, params.id)
      const received = await receiveUpload(request, { files, maxBytes: settings.maxFileBytes }, newFileFields)
      return service.addFile(actor, params.id, received)
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(newFileFields) } })
  app.route(route(addFiles, ({ actor, params, body }) => service.addFiles(actor, params.id, body)))
  app.route(route(addDocument, ({ actor, params, body }) => service.addDocument(actor, params.id, body)))
  app.route(route(enterPiece, ({ actor, params, body }) => service.enterPiece(actor, params.id, body)))
  app.route(route(renameEvidence, ({ actor, params, body }) => service.rename(actor, params.id, body.title)))
  app.route(route(linkEvidence, ({ actor, params, body }) => service.link(actor, params.id, body.criterion)))
  app.route(route(unlinkEvidence, ({ actor, params }) => service.unlink(actor, params.id, params.criterion)))
  app.route(route(restoreEvidence, ({ actor, params, body }) => service.restore(actor, params.id, body.criterion)))
  app.route(
    route(getFileAddress, async ({ actor, params, query }) => {
      await service.findFile(actor, params.id)
      return addresses.sign({ file: params.id, holder: holderOf(actor) }, query.view)
    }),
  )

  app.get<{ Params: { token: string } }>(
    '/files/:token',
    {
      // The address carries its own right: a plain link cannot carry a bearer token.
      config: { access: 'public' },
      schema: {
        operationId: 'downloadFile',
        summary: 'The file of an address, to be saved or looked at; ranges are served',
        tags: ['files'],
        security: [],
        params: z.object({ token: z.string().max(1000) }),
        response: {
          200: {
            description: 'The file as it was uploaded',
            content: { 'application/octet-stream': { schema: anyFile } },
          },
          ...refusalResponses([
            'evidence.link-expired',
            'evidence.not-found',
            'evidence.not-scanned',
            'evidence.infected',
            'request.too-many',
            'server.error',
          ]),
        },
      },
    },
    async (request, reply) => {
      const claims = addresses.verify(request.params.token)
      const actor = claims && (await holders(claims.holder))
      if (!claims || !actor) throw new Problem('evidence.link-expired')
      const file = await service.findFile(actor, evidenceFileId.parse(claims.file))
      return sendDownload(files, claims.as === 'pdf' ? await viewing.download(file) : file, request, reply)
    },
  )
}
