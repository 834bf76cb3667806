import {
  checkDocumentTemplate,
  documentFormat,
  downloadDocument,
  downloadDocumentTemplate,
  getDocumentSettings,
  listDocumentChanges,
  listDocuments,
  listDocumentTemplates,
  listTemplateCases,
  makeDocument,
  numberDocument,
  previewDocumentTemplate,
  restoreDocumentTemplate,
  saveDocumentSettings,
  saveDocumentTemplate,
} from '@thuoc/shared'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { sendGenerated } from '../../platform/generated-file.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload, type Upload } from '../../platform/upload.ts'
import type { DocumentsService } from './documents.service.ts'
import type { DocumentSettingsService } from './settings.service.ts'
import { docxType, type TemplatesService } from './templates.service.ts'

type DocumentRoutes = {
  documents: DocumentsService
  templates: TemplatesService
  settings: DocumentSettingsService
  files: Files
  /** The largest template. */
  maxBytes: number
}
/** To draw one up costs a second of a core at most. */
const often = { rateLimit: { max: 120, timeWindow: '1 minute' } }
const noFields = z.object({})
const ofCase = z.object({ subjectId: z.uuid().optional(), format: documentFormat.default('docx') })

export async function documentsRoutes(app: FastifyInstance, ports: DocumentRoutes) {
  const { documents, templates, settings, files, maxBytes } = ports
  await acceptUploads(app)

  /** What is done with an uploaded DOCX; what is not kept is gone afterwards. */
  async function withTemplate<Fields extends z.ZodObject, T>(
    request: FastifyRequest,
    fields: Fields,
    use: (upload: Upload<z.output<Fields>>) => Promise<T>,
  ) {
    const received = await receiveUpload(request, { files, maxBytes }, fields)
    try {
      return await use(received)
    } finally {
      await files.discard(received.file)
    }
  }

  app.route(route(listDocuments, ({ actor, query }) => documents.list(actor, query)))
  app.route(route(listDocumentChanges, ({ actor, query }) => documents.changes(actor, query), often))
  app.route(route(makeDocument, ({ actor, body }) => documents.makeNow(actor, body), often))
  app.route(route(numberDocument, ({ actor, params, body }) => documents.number(actor, params.id, body), often))
  const download = route(downloadDocument, async ({ actor, params, query, request }, reply) =>
    sendDownload(files, await documents.download(actor, params.id, query.format), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadDocument, 'The file as it was made') })

  app.route(route(getDocumentSettings, ({ actor, params }) => settings.get(actor, params.id)))
  app.route(route(saveDocumentSettings, ({ actor, params, body }) => settings.save(actor, params.id, body)))

  app.route(route(listDocumentTemplates, ({ actor, params }) => templates.list(actor, params.id)))
  const template = route(downloadDocumentTemplate, async ({ actor, params, query, request }, reply) => {
    const found = await templates.download(actor, params.id, params.kind, query.original)
    return 'content' in found ? sendGenerated(reply, found) : sendDownload(files, found, request, reply)
  })
  app.route({ ...template, schema: describeDownload(downloadDocumentTemplate, 'The template', docxType) })

  const check = route(
    checkDocumentTemplate,
    async ({ actor, params, request }) => {
      await templates.requireWritable(actor, params.id)
      return withTemplate(request, noFields, (upload) => templates.check(actor, params.id, params.kind, upload))
    },
    often,
  )
  app.route({ ...check, schema: { ...check.schema, ...describeUpload(noFields) } })
  app.route(
    route(listTemplateCases, async ({ actor, params, query }) => {
      await templates.requireWritable(actor, params.id)
      return documents.cases(actor, params.kind, query)
    }),
  )
  const preview = route(
    previewDocumentTemplate,
    async ({ actor, params, request }, reply) => {
      await templates.requireWritable(actor, params.id)
      const { kind } = params
      return withTemplate(request, ofCase, async (upload) => {
        const { subjectId, format } = upload.fields
        const values = subjectId === undefined ? null : await documents.valuesOf(actor, { kind, subjectId })
        return sendGenerated(reply, await templates.preview(kind, upload, { values, format }))
      })
    },
    often,
  )
  const previewed = describeDownload(previewDocumentTemplate, 'The template, filled', docxType)
  app.route({ ...preview, schema: { ...previewed, ...describeUpload(ofCase) } })
  const save = route(
    saveDocumentTemplate,
    async ({ actor, params, request }) => {
      await templates.requireWritable(actor, params.id)
      return withTemplate(request, noFields, (upload) => templates.save(actor, params.id, params.kind, upload))
    },
    often,
  )
  app.route({ ...save, schema: { ...save.schema, ...describeUpload(noFields) } })
  app.route(route(restoreDocumentTemplate, ({ actor, params }) => templates.restore(actor, params.id, params.kind)))
}
