import {
  confirmImport,
  createImport,
  discardImport,
  downloadCorrectedSheet,
  downloadImportTemplate,
  getImport,
  listImportChanges,
  listImportFaults,
  listImports,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { sendGenerated } from '../../platform/generated-file.ts'
import { route } from '../../platform/route.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { ImportsService } from './imports.service.ts'

const noFields = z.object({})
/** 9,000 rows of 12 columns are a tenth of this. */
const maxBytes = 10 * 1024 * 1024
const limited = { rateLimit: { max: 120, timeWindow: '1 minute' } }

export async function importsRoutes(
  app: FastifyInstance,
  { service, files }: { service: ImportsService; files: Files },
) {
  await acceptUploads(app)

  app.route(route(listImports, ({ actor, query }) => service.list(actor, query)))
  const upload = route(
    createImport,
    async ({ actor, params, request }) => {
      service.requireImportable(actor, params.kind)
      return service.create(actor, params.kind, await receiveUpload(request, { files, maxBytes }, noFields))
    },
    limited,
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  app.route(route(getImport, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(listImportFaults, ({ actor, params, query }) => service.listFaults(actor, params.id, query)))
  app.route(route(listImportChanges, ({ actor, params, query }) => service.listChanges(actor, params.id, query)))
  app.route(route(confirmImport, ({ actor, params }) => service.confirm(actor, params.id), limited))
  app.route(
    route(discardImport, async ({ actor, params }) => {
      await service.discard(actor, params.id)
      return {}
    }),
  )

  const corrected = route(
    downloadCorrectedSheet,
    async ({ actor, params }, reply) => sendGenerated(reply, await service.correct(actor, params.id)),
    limited,
  )
  app.route({ ...corrected, schema: describeDownload(downloadCorrectedSheet, 'The workbook', xlsxType) })
  const template = route(
    downloadImportTemplate,
    async ({ actor, params }, reply) => sendGenerated(reply, await service.template(actor, params.kind)),
    limited,
  )
  app.route({ ...template, schema: describeDownload(downloadImportTemplate, 'The workbook', xlsxType) })
}
