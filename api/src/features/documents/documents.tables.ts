import type { DocumentId, OfficialDocumentKind, DocumentType, UnitId } from '@thuoc/shared'
import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

/** Each version of a document, with what it was made from. Nothing in it ever changes. */
export const documents = pgTable('documents', {
  id: primaryId<DocumentId>(),
  kind: text().$type<OfficialDocumentKind>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  issuerId: reference<UnitId>('issuer_id').notNull(),
  version: integer().notNull(),
  data: jsonb().$type<Record<string, unknown>>().notNull(),
  contentSha256: text('content_sha256').notNull(),
  templateId: uuid('template_id'),
  symbol: text().notNull(),
  register: text().$type<DocumentType>(),
  registerYear: integer('register_year'),
  number: integer(),
  signedOn: date('signed_on'),
  fileName: text('file_name').notNull(),
  docxId: uuid('docx_id').notNull(),
  pdfId: uuid('pdf_id'),
  madeAt: instant('made_at').notNull().defaultNow(),
  madeBy: text('made_by').notNull(),
  madeById: uuid('made_by_id').notNull(),
})

export const documentTemplates = pgTable('document_templates', {
  id: primaryId<string>(),
  unitId: reference<UnitId>('unit_id').notNull(),
  kind: text().$type<OfficialDocumentKind>().notNull(),
  attachmentId: uuid('attachment_id').notNull(),
  uploadedAt: instant('uploaded_at').notNull().defaultNow(),
  retiredAt: instant('retired_at'),
})

export const documentSettings = pgTable('document_settings', {
  unitId: reference<UnitId>('unit_id').primaryKey(),
  version: integer().notNull(),
  superior: text(),
  issuer: text(),
  abbreviation: text(),
  place: text(),
  symbols: jsonb().$type<Partial<Record<DocumentType, string>>>().notNull(),
})

/** What the user is told when the database says no. */
export const documentConstraints = {
  documents_version: 'document.superseded',
  documents_number_once: 'document.number-taken',
  document_templates_one_in_use: 'document-settings.stale',
  document_settings_pkey: 'document-settings.stale',
} as const
