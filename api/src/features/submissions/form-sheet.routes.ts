import { downloadFormSheet, readFormSheet, saveFormSheet } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { sendGenerated } from '../../platform/generated-file.ts'
import { route } from '../../platform/route.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { FormSheetService } from './form-sheet.service.ts'

const maxBytes = 10 * 1024 * 1024
const noFields = z.object({})
/** To read a workbook is work for the server. */
const often = { rateLimit: { max: 30, timeWindow: '1 minute' } }

export async function formSheetRoutes(
  app: FastifyInstance,
  { service, files }: { service: FormSheetService; files: Files },
) {
  await acceptUploads(app)
  const download = route(
    downloadFormSheet,
    async ({ actor, params }, reply) => sendGenerated(reply, await service.write(actor, params.id)),
    often,
  )
  app.route({ ...download, schema: describeDownload(downloadFormSheet, 'The workbook', xlsxType) })
  const look = route(
    readFormSheet,
    async ({ actor, params, request }) => {
      await service.requireFillable(actor, params.id)
      const { file } = await receiveUpload(request, { files, maxBytes }, noFields)
      return service.look(actor, params.id, file.path).finally(() => files.discard(file))
    },
    often,
  )
  app.route({ ...look, schema: { ...look.schema, ...describeUpload(noFields) } })
  app.route(route(saveFormSheet, ({ actor, params, body }) => service.save(actor, params.id, body)))
}
