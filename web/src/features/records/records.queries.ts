import { getSubmission, listFileRecord, listRightsRecord, type RecordFilter, type SubmissionId } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

/** A file as the head of its record needs it; the same entry as the page of the file. */
export const recordedFileQuery = defineQueryOptions((id: SubmissionId) => ({
  key: ['submissions', id],
  query: () => call(getSubmission, { params: { id } }),
}))

export const fileRecordQuery = defineQueryOptions(({ id, query }: { id: SubmissionId; query: RecordFilter }) => ({
  key: ['records', 'file', id, { ...query }],
  query: () => call(listFileRecord, { params: { id }, query }),
}))

export const rightsRecordQuery = defineQueryOptions((query: RecordFilter) => ({
  key: ['records', 'rights', { ...query }],
  query: () => call(listRightsRecord, { query }),
}))
