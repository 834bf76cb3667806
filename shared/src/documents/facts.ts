import type { Fields } from './field.ts'

/** Ký hiệu tên loại văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục III), of those that get a number of the register. */
export const documentTypes = ['QĐ', 'KH', 'TTr', 'BC', 'DS', 'TB'] as const
export type DocumentType = (typeof documentTypes)[number]

/** What a document is made from: which of our things its id names. */
export const documentSubjects = [
  'submission',
  'council-meeting',
  'visit',
  'campaign',
  'team',
  'nomination-list',
  'recognition-decision',
  'recognition',
  'supervision-record',
  'unit-change',
] as const
export type DocumentSubject = (typeof documentSubjects)[number]

/** Things that are parts of another, with whose documents theirs are listed: meetings and visits of a file. */
export const partOf: Partial<Record<DocumentSubject, DocumentSubject>> = {
  'council-meeting': 'submission',
  visit: 'submission',
}

/**
 * Who reads a document that several bodies draw up about one thing, or that says more than all who see the thing may
 * read: `issuer`: who issued it and those above; `line`: those below as well.
 */
export type DocumentReaders = 'issuer' | 'line'

/** What is fixed about a kind of document. */
export type DocumentFacts = {
  subject: DocumentSubject
  /** Its number comes from the register of the unit; null: from the data, or it has none. */
  numbered: DocumentType | null
  /** Beside the DOCX: certificates, public sheets and registers. */
  pdf: boolean
  /** It has a sheet for each of hundreds, which takes long: it is drawn up as an export and never within a request. */
  large?: true
  /** Left out: whoever sees its subject. */
  readers?: DocumentReaders
  /** It goes with the file: others read the versions that were sent, and those with a number of the register. */
  ownUntilSent?: true
  fields: Fields
}
