import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import { createDocumentsService } from './documents.service.ts'
import { createDrafts } from './drafts.ts'
import { createPlaces } from './places.ts'
import { createPaperDrawer } from './sent-papers.draw.ts'
import { createHolder } from './sent-papers.hold.ts'
import { createDocumentSettingsService } from './settings.service.ts'
import { createSources, type SourcePorts } from './sources/index.ts'
import { createTemplatesService } from './templates.service.ts'
import { createKeeper, createWriter } from './writing.ts'

export { campaignDocuments } from './campaign-documents.ts'
export { documentFile } from './document-file.ts'
export { documentsRoutes } from './documents.routes.ts'
export { documentConstraints } from './documents.tables.ts'
export { sentPapersOf } from './sent-papers.present.ts'
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
export function createDocuments({ db, files, services, office, maxFileBytes, now }: Ports) {
  const { sources, parts } = createSources(services)
  const placesOf = createPlaces(parts)
  const templates = createTemplatesService({ db, files, office, now })
  const drafts = createDrafts({ db, sources, templates, now })
  return {
    documents: createDocumentsService({
      ...{ db, drafts, placesOf, now },
      writer: createWriter({ db, files, office, now }, drafts),
    }),
    templates,
    /** What the papers of a file say is kept in the moment it is sent. */
    hold: createHolder({ db, drafts, placesOf, now }),
    settings: createDocumentSettingsService({ db }),
    files,
    maxBytes: Math.min(maxFileBytes, largestTemplate),
  }
}

/** Draws up what was held when files were sent. */
export function createSentPapers({
  db,
  files,
  office,
  now,
  onError,
}: Omit<Ports, 'services' | 'maxFileBytes'> & { onError: (error: unknown) => void }) {
  const templates = createTemplatesService({ db, files, office, now })
  return createPaperDrawer({ db, templates, keep: createKeeper({ db, files, office, now }).keep, now, onError })
}
