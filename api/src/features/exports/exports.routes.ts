import {
  createExport,
  discardExport,
  exportId,
  getExport,
  getExportAddress,
  listExports,
  type ProblemCode,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendDownload } from '../../platform/download.ts'
import { holderOf, type FileAddresses, type Holders } from '../../platform/file-addresses.ts'
import type { Files } from '../../platform/files.ts'
import { Problem, refusalResponses } from '../../platform/problem.ts'
import { route } from '../../platform/route.ts'
import type { ExportsService } from './exports.service.ts'

export type ExportsRoutes = { service: ExportsService; files: Files; addresses: FileAddresses; holders: Holders }
const anyFile = z.unknown().meta({ wire: { type: 'string', format: 'binary' } })
const often = { rateLimit: { max: 120, timeWindow: '1 minute' } }
const refusals: ProblemCode[] = [
  'evidence.link-expired',
  'export.not-found',
  'export.not-ready',
  'export.not-yours',
  'request.too-many',
]

export async function exportsRoutes(app: FastifyInstance, { service, files, addresses, holders }: ExportsRoutes) {
  app.route(route(listExports, ({ actor, query }) => service.list(actor, query), { goesAhead: true }))
  app.route(route(createExport, ({ actor, body }) => service.create(actor, body), often))
  app.route(route(getExport, ({ actor, params }) => service.get(actor, params.id)))
  app.route(
    route(discardExport, async ({ actor, params }) => {
      await service.discard(actor, params.id)
      return {}
    }),
  )
  app.route(
    route(getExportAddress, async ({ actor, params }) => {
      await service.take(actor, params.id)
      const { url, expiresAt } = addresses.sign({ file: params.id, holder: holderOf(actor) })
      return { expiresAt, url: url.replace('/files/', '/export-files/') }
    }),
  )
  app.get<{ Params: { token: string } }>(
    '/export-files/:token',
    {
      // The address carries its own right: a plain link cannot carry a bearer token.
      config: { access: 'public', rateLimit: often.rateLimit },
      schema: {
        operationId: 'downloadExport',
        summary: 'The file of an export; goes on where it stopped',
        tags: ['exports'],
        security: [],
        params: z.object({ token: z.string().max(1000) }),
        response: {
          200: { description: 'The file', content: { 'application/octet-stream': { schema: anyFile } } },
          ...refusalResponses(refusals),
        },
      },
    },
    async (request, reply) => {
      const claims = addresses.verify(request.params.token)
      const actor = claims && (await holders(claims.holder))
      if (!claims || !actor) throw new Problem('evidence.link-expired')
      return sendDownload(files, await service.download(actor, exportId.parse(claims.file)), request, reply)
    },
  )
}
