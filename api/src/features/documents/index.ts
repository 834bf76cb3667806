import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import type { DocumentRoutes } from './documents.routes.ts'
import { createDocumentsService } from './documents.service.ts'
import { createDocumentSettingsService } from './settings.service.ts'
import { createSources, type SourcePorts } from './sources/index.ts'
import { createTemplatesService } from './templates.service.ts'

export { campaignDocuments } from './campaign-documents.ts'
export { documentsRoutes } from './documents.routes.ts'
export { documentConstraints } from './documents.tables.ts'
export type { BodyPorts } from './sources/index.ts'

type Ports = {
  db: Db
  files: Files
  services: SourcePorts
  office: OfficeConverter | null
  maxFileBytes: number
  now: () => Date
}

/** Offices write a template in Word: what is larger holds pictures that no paper needs. */
const largestTemplate = 10 * 1024 * 1024

/** Documents, their templates and settings, put together. */
export function createDocuments({ db, files, services, office, maxFileBytes, now }: Ports): DocumentRoutes {
  const { sources, parts } = createSources(services)
  const templates = createTemplatesService({ db, files, office, now })
  return {
    documents: createDocumentsService({ db, files, sources, parts, templates, office, now }),
    templates,
    settings: createDocumentSettingsService({ db }),
    files,
    maxBytes: Math.min(maxFileBytes, largestTemplate),
  }
}
