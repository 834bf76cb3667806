import type { OfficialDocument } from '@thuoc/shared'
import type { DocumentRow } from './documents.repository.ts'

export function presentDocument(row: DocumentRow): OfficialDocument {
  const { id, kind, subjectId, issuer, version, symbol, number, signedOn, fileName, madeBy } = row
  return {
    ...{ id, kind, subjectId, issuer, version, symbol, number, signedOn, fileName, madeBy },
    ownTemplate: row.templateId !== null,
    formats: row.pdfId === null ? ['docx'] : ['docx', 'pdf'],
    madeAt: row.madeAt.toISOString(),
  }
}
