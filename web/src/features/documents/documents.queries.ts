import {
  downloadDocument,
  getDocumentSettings,
  listDocuments,
  makeDocument,
  numberDocument,
  saveDocumentSettings,
  type Call,
  type DocumentFormat,
  type DocumentSubject,
  type OfficialDocument,
  type UnitId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile } from '../../platform/api/files.ts'

const root = ['documents'] as const

export const documentsQuery = defineQueryOptions((of: { subject: DocumentSubject; subjectId: string }) => ({
  key: [...root, of.subject, of.subjectId],
  query: () => call(listDocuments, { query: of }).then(({ items }) => items),
}))

/** What is made anew says something else: every list of documents is looked at again before it is said to be done. */
function useDocumentMutation<V>(mutation: (request: V) => Promise<OfficialDocument>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: [...root] }) })
}
export const useMakeDocument = () =>
  useDocumentMutation((body: Call<typeof makeDocument>['body']) => call(makeDocument, { body }))
export const useNumberDocument = () =>
  useDocumentMutation((request: Call<typeof numberDocument>) => call(numberDocument, request))

/** @throws ApiProblem, NetworkProblem */
export const saveDocument = ({ id, fileName }: OfficialDocument, format: DocumentFormat) =>
  downloadFile(addressOf(downloadDocument, { id }, { format }), `${fileName}.${format}`)

export const documentSettingsQuery = defineQueryOptions((id: UnitId) => ({
  key: ['document-settings', id],
  query: () => call(getDocumentSettings, { params: { id } }),
}))

export function useSaveDocumentSettings() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (request: Call<typeof saveDocumentSettings>) => call(saveDocumentSettings, request),
    onSettled: async () => {
      await cache.invalidateQueries({ key: ['document-settings'] })
      await cache.invalidateQueries({ key: [...root] })
    },
  })
}
