import { documentFacts } from '@thuoc/shared'
import type { Files } from '../../platform/files.ts'
import type { ExportMaker } from '../exports/index.ts'
import type { DocumentsService } from './documents.service.ts'

type Ports = { documents: Pick<DocumentsService, 'nameOf' | 'make' | 'download'>; files: Files }

/** A document that takes long to draw up, as the job of a worker: made a second time it is the same version. */
export function documentFile({ documents, files }: Ports): ExportMaker<'document'> {
  return {
    titleOf: (actor, { document: kind, subjectId }) => documents.nameOf(actor, { kind, subjectId }),
    make: async (actor, { document: kind, subjectId }) => {
      const { id } = await documents.make(actor, { kind, subjectId })
      const { key, name, mediaType } = await documents.download(actor, id, documentFacts(kind).pdf ? 'pdf' : 'docx')
      return { name, mediaType, content: files.read(key) }
    },
  }
}
