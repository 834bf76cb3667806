import {
  browseRegister,
  campaignUnitId,
  changeRegister,
  downloadRegister,
  getArchiveAddress,
  summariseRegister,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload } from '../../platform/download.ts'
import { holderOf, type FileAddresses, type Holders } from '../../platform/file-addresses.ts'
import { attachment } from '../../platform/file-names.ts'
import { sendGenerated } from '../../platform/generated-file.ts'
import { Problem, refusalResponses } from '../../platform/problem.ts'
import { route } from '../../platform/route.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import type { RegisterExport } from './register-export.service.ts'
import type { RegisterService } from './register.service.ts'

type Ports = { service: RegisterService; exporting: RegisterExport; addresses: FileAddresses; holders: Holders }
const anyFile = z.unknown().meta({ wire: { type: 'string', format: 'binary' } })
const often = { rateLimit: { max: 30, timeWindow: '1 minute' } }

export async function registerRoutes(app: FastifyInstance, { service, exporting, addresses, holders }: Ports) {
  app.route(route(browseRegister, ({ actor, params, query }) => service.browse(actor, params.id, query)))
  app.route(route(summariseRegister, ({ actor, params, query }) => service.summarise(actor, params.id, query)))
  app.route(route(changeRegister, ({ actor, params, body }) => service.change(actor, params.id, body.changes)))
  const download = route(
    downloadRegister,
    async ({ actor, params, query }, reply) => sendGenerated(reply, await exporting.table(actor, params.id, query)),
    often,
  )
  app.route({ ...download, schema: describeDownload(downloadRegister, 'The workbook, or the CSV file', xlsxType) })

  app.route(
    route(
      getArchiveAddress,
      async ({ actor, params }) => {
        const size = await exporting.measure(actor, params.id)
        const { url, expiresAt } = addresses.sign({ file: params.id, holder: holderOf(actor) })
        return { ...size, expiresAt, url: url.replace('/files/', '/evidence-archives/') }
      },
      often,
    ),
  )
  app.get<{ Params: { token: string } }>(
    '/evidence-archives/:token',
    {
      // The address carries its own right: a plain link cannot carry a bearer token.
      config: { access: 'public', rateLimit: often.rateLimit },
      schema: {
        operationId: 'downloadArchive',
        summary: 'The evidence of a register as a zip, written while it is sent: its length is not known beforehand',
        tags: ['evidence-archives'],
        security: [],
        params: z.object({ token: z.string().max(1000) }),
        response: {
          200: { description: 'The archive', content: { 'application/zip': { schema: anyFile } } },
          ...refusalResponses(['evidence.link-expired', 'submission.not-found', 'request.too-many', 'server.error']),
        },
      },
    },
    async (request, reply) => {
      const claims = addresses.verify(request.params.token)
      const actor = claims && (await holders(claims.holder))
      if (!claims || !actor) throw new Problem('evidence.link-expired')
      const { name, content } = await exporting.archive(actor, campaignUnitId.parse(claims.file))
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
