import {
  confirmImport,
  createImport,
  discardImport,
  downloadCorrectedSheet,
  downloadImportTemplate,
  getImport,
  listImportChanges,
  listImportFaults,
  listImports,
  type Call,
  type DataImport,
  type ImportId,
  type ImportKindName,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

const root = ['imports'] as const

export const importListQuery = defineQueryOptions((query: Call<typeof listImports>['query']) => ({
  key: [...root, 'list', query],
  query: ({ signal }) => call(listImports, { query }, { signal }),
}))

export const importQuery = defineQueryOptions((id: ImportId) => ({
  key: [...root, 'one', id],
  query: ({ signal }) => call(getImport, { params: { id } }, { signal }),
}))

/** `checkedAt` tells one look from the next: its pages are not those of the one before. */
type Looked = Pick<DataImport, 'id' | 'checkedAt'>

export const faultListQuery = defineQueryOptions(
  ({ of, query }: { of: Looked; query: Call<typeof listImportFaults>['query'] }) => ({
    key: [...root, 'faults', of.id, of.checkedAt, query],
    query: ({ signal }) => call(listImportFaults, { params: { id: of.id }, query }, { signal }),
  }),
)

export const changeListQuery = defineQueryOptions(
  ({ of, query }: { of: Looked & Pick<DataImport, 'status'>; query: Call<typeof listImportChanges>['query'] }) => ({
    key: [...root, 'changes', of.id, of.checkedAt, of.status, query],
    query: ({ signal }) => call(listImportChanges, { params: { id: of.id }, query }, { signal }),
  }),
)

type Sent = { kind: ImportKindName; file: File; onProgress: (share: number) => void }

/** Sends a file to be looked at; nothing is changed by it. */
export function useBringIn() {
  const cache = useQueryCache()
  return useMutation({
    mutation: async ({ kind, file, onProgress }: Sent) =>
      createImport.reply.parse(await uploadFile(addressOf(createImport, { kind }), file, { onProgress })),
    onSettled: () => cache.invalidateQueries({ key: [...root] }),
  })
}

/** Carries it out. Whatever is on the screen may look different afterwards. */
export function useConfirmImport() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (id: ImportId) => call(confirmImport, { params: { id } }),
    onSettled: () => cache.invalidateQueries({}),
  })
}

export function useDiscardImport() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (id: ImportId) => call(discardImport, { params: { id } }),
    onSettled: () => cache.invalidateQueries({ key: [...root, 'list'] }),
  })
}

/** @throws ApiProblem, NetworkProblem */
export const downloadTemplate = (kind: ImportKindName, fileName: string) =>
  downloadFile(addressOf(downloadImportTemplate, { kind }), fileName)

/** @throws ApiProblem, NetworkProblem */
export const downloadCorrected = (id: ImportId, fileName: string) =>
  downloadFile(addressOf(downloadCorrectedSheet, { id }), fileName)
