import type { Fields } from './field.ts'

/** Ký hiệu tên loại văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục III), of those that get a number of the register. */
export const documentTypes = ['QĐ', 'KH', 'TTr', 'BC', 'DS'] as const
export type DocumentType = (typeof documentTypes)[number]

/** What a document is made from: which of our things its id names. */
export const documentSubjects = [
  'submission',
  'campaign',
  'team',
  'nomination-list',
  'recognition-decision',
  'recognition',
  'supervision-record',
  'unit-change',
] as const
export type DocumentSubject = (typeof documentSubjects)[number]

/** What is fixed about a kind of document. */
export type DocumentFacts = {
  subject: DocumentSubject
  /** Its number comes from the register of the unit; null: from the data, or it has none. */
  numbered: DocumentType | null
  /** Beside the DOCX: certificates, public sheets and registers. */
  pdf: boolean
  fields: Fields
}
