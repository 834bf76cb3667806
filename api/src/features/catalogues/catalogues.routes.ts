import {
  attachSignedText,
  changeIndicatorSet,
  checkIndicatorSet,
  compareIndicatorSets,
  createIndicatorSet,
  deleteIndicatorSet,
  deriveIndicatorSet,
  downloadIndicatorSetSheet,
  downloadIndicatorSetTemplate,
  downloadSignedText,
  getIndicatorSet,
  getIndicatorSetRecord,
  getIndicatorSetSchema,
  listIndicatorSets,
  publishIndicatorSet,
  readIndicatorSetSheet,
  verifyIndicatorSet,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { sendGenerated } from '../../platform/generated-file.ts'
import { route } from '../../platform/route.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { CataloguesService } from './catalogues.service.ts'
import { definitionSchema } from './definition-schema.ts'
import type { createSignedText } from './signed-text.service.ts'

export type CataloguesRoutes = {
  service: CataloguesService
  signedText: ReturnType<typeof createSignedText>
  files: Files
  maxFileBytes: number
}

/** A definition of some hundred lines with guidance stays well below this. */
const large = { bodyLimit: 4 * 1024 * 1024 }
const uploads = { rateLimit: { max: 120, timeWindow: '1 minute' } }
const noFields = z.object({})
/** A workbook of 2,000 criteria with guidance is a tenth of this. */
const maxSheetBytes = 10 * 1024 * 1024

export async function cataloguesRoutes(app: FastifyInstance, ports: CataloguesRoutes) {
  const { service, signedText, files, maxFileBytes } = ports
  await acceptUploads(app)

  app.route(route(listIndicatorSets, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getIndicatorSet, ({ actor, params }) => service.get(actor, params.id)))
  app.route(
    route(createIndicatorSet, ({ actor, query, body }) => service.create(actor, body, query.importedFrom), large),
  )
  app.route(route(changeIndicatorSet, ({ actor, params, body }) => service.change(actor, params.id, body), large))
  app.route(route(checkIndicatorSet, async ({ actor, body }) => ({ faults: await service.check(actor, body) }), large))
  app.route(route(publishIndicatorSet, ({ actor, params, body }) => service.publish(actor, params.id, body)))
  app.route(route(verifyIndicatorSet, ({ actor, params, body }) => service.verify(actor, params.id, body)))
  app.route(
    route(deleteIndicatorSet, async ({ actor, params }) => {
      await service.remove(actor, params.id)
      return {}
    }),
  )
  app.route(route(deriveIndicatorSet, ({ actor, params, body }) => service.derive(actor, params.id, body)))
  app.route(route(compareIndicatorSets, ({ actor, params, query }) => service.compare(actor, params.id, query.from)))
  app.route(route(getIndicatorSetRecord, ({ actor, params }) => service.getRecord(actor, params.id)))
  app.route(route(getIndicatorSetSchema, async () => definitionSchema()))

  const upload = route(
    attachSignedText,
    async ({ actor, params, request }) => {
      await signedText.requireAttachable(actor, params.id)
      const received = await receiveUpload(request, { files, maxBytes: maxFileBytes }, noFields)
      return signedText.attach(actor, params.id, received)
    },
    uploads,
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  const download = route(downloadSignedText, async ({ actor, params, request }, reply) =>
    sendDownload(files, await signedText.download(actor, params.id), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadSignedText, 'The file as it was uploaded') })

  const readSheet = route(
    readIndicatorSetSheet,
    async ({ actor, request }) => {
      const { file } = await receiveUpload(request, { files, maxBytes: maxSheetBytes }, noFields)
      return service.sheets.read(actor, file.path).finally(() => files.discard(file))
    },
    { rateLimit: { max: 30, timeWindow: '1 minute' } },
  )
  app.route({ ...readSheet, schema: { ...readSheet.schema, ...describeUpload(noFields) } })
  const sheet = route(downloadIndicatorSetSheet, async ({ actor, params }, reply) =>
    sendGenerated(reply, await service.sheets.write(actor, params.id)),
  )
  app.route({ ...sheet, schema: describeDownload(downloadIndicatorSetSheet, 'The workbook', xlsxType) })
  const template = route(downloadIndicatorSetTemplate, async (_, reply) =>
    sendGenerated(reply, await service.sheets.template()),
  )
  app.route({ ...template, schema: describeDownload(downloadIndicatorSetTemplate, 'The workbook', xlsxType) })
}
