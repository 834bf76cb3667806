import {
  downloadDocument,
  getDocumentSettings,
  listDocumentChanges,
  listDocuments,
  makeDocument,
  numberDocument,
  saveDocumentSettings,
  type Call,
  type DocumentFormat,
  type DocumentSubject,
  type OfficialDocument,
  type OfficialDocumentKind,
  type UnitId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile } from '../../platform/api/files.ts'

const root = ['documents'] as const

/** What documents are about; all kinds, or only these. */
type Thing = { subject: DocumentSubject; subjectId: string; only: readonly OfficialDocumentKind[] | undefined }
const wanted = ({ subject, subjectId, only }: Thing) => ({ subject, subjectId, kinds: only?.join(',') })
const keyOf = ({ subject, subjectId, only }: Thing) => [...root, subject, subjectId, only?.join(',') ?? '']

export const documentsQuery = defineQueryOptions((of: Thing) => ({
  key: keyOf(of),
  query: () => call(listDocuments, { query: wanted(of) }).then(({ items }) => items),
}))

/** Which newest versions are behind their data, by their ids: asked for apart, as everything is gathered for it. */
export const documentChangesQuery = defineQueryOptions((of: Thing) => ({
  key: [...keyOf(of), 'changes'],
  query: () =>
    call(listDocumentChanges, { query: wanted(of) }).then(({ items }) =>
      Object.fromEntries(items.map(({ id, outdated }) => [id, outdated])),
    ),
}))

/** What is made anew says something else: every list of documents is looked at again before it is said to be done. */
function useDocumentMutation<V>(mutation: (request: V) => Promise<OfficialDocument>) {
  return useMutation({ mutation, onSettled: useDocumentsAgain() })
}
export const useMakeDocument = () =>
  useDocumentMutation((body: Call<typeof makeDocument>['body']) => call(makeDocument, { body }))
export const useNumberDocument = () =>
  useDocumentMutation((request: Call<typeof numberDocument>) => call(numberDocument, request))

/** Looks at every list of documents again, where one was drawn up behind the screen. */
export function useDocumentsAgain() {
  const cache = useQueryCache()
  return () => cache.invalidateQueries({ key: [...root] })
}

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
