import { getFileExport, listFileRecord, listRightsRecord, submissionId } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { holderOf, type FileAddresses, type Holders } from '../../platform/file-addresses.ts'
import { attachment } from '../../platform/file-names.ts'
import { Problem, refusalResponses } from '../../platform/problem.ts'
import { route } from '../../platform/route.ts'
import type { ExportService } from './export.service.ts'
import type { RecordsService } from './records.service.ts'

type Ports = { service: RecordsService; exporting: ExportService; addresses: FileAddresses; holders: Holders }
const anyFile = z.unknown().meta({ wire: { type: 'string', format: 'binary' } })
const often = { rateLimit: { max: 30, timeWindow: '1 minute' } }

export async function recordsRoutes(app: FastifyInstance, { service, exporting, addresses, holders }: Ports) {
  app.route(route(listFileRecord, ({ actor, params, query }) => service.ofFile(actor, params.id, query)))
  app.route(route(listRightsRecord, ({ actor, query }) => service.ofRights(actor, query)))
  app.route(
    route(
      getFileExport,
      async ({ actor, params }) => {
        await exporting.requireMayExport(actor, params.id)
        const { url, expiresAt } = addresses.sign({ file: params.id, holder: holderOf(actor) })
        return { expiresAt, url: url.replace('/files/', '/file-exports/') }
      },
      often,
    ),
  )
  app.get<{ Params: { token: string } }>(
    '/file-exports/:token',
    {
      // The address carries its own right: a plain link cannot carry a bearer token.
      config: { access: 'public', rateLimit: often.rateLimit },
      schema: {
        operationId: 'downloadFileExport',
        summary: 'A complete file as a zip, written while it is sent: its length is not known beforehand',
        tags: ['file-exports'],
        security: [],
        params: z.object({ token: z.string().max(1000) }),
        response: {
          200: { description: 'The archive', content: { 'application/zip': { schema: anyFile } } },
          ...refusalResponses(['evidence.link-expired', 'submission.not-found', 'access.denied', 'request.too-many']),
        },
      },
    },
    async (request, reply) => {
      const claims = addresses.verify(request.params.token)
      const actor = claims && (await holders(claims.holder))
      if (!claims || !actor) throw new Problem('evidence.link-expired')
      const { name, content } = await exporting.archive(actor, submissionId.parse(claims.file))
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
