import {
  createExport,
  discardExport,
  getExportAddress,
  listExports,
  type Call,
  type ExportId,
  type ExportOrder,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { startDownload } from '../../platform/api/files.ts'

/** Of everything kept about exports. */
export const exportsKey = ['exports'] as const

export const exportListQuery = defineQueryOptions((query: Call<typeof listExports>['query']) => ({
  key: [...exportsKey, 'list', query],
  query: () => call(listExports, { query }),
}))

/** How many are being made; looked at wherever one is, so that the way back to them is in sight. */
export const exportsRunningQuery = defineQueryOptions({
  key: [...exportsKey, 'running'],
  query: () => call(listExports, { query: { limit: 1 } }).then(({ running }) => running),
})

export function useOrderExport() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (body: ExportOrder) => call(createExport, { body }),
    onSettled: () => cache.invalidateQueries({ key: [...exportsKey] }),
  })
}

export function useDiscardExport() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (id: ExportId) => call(discardExport, { params: { id } }),
    onSettled: () => cache.invalidateQueries({ key: [...exportsKey] }),
  })
}

/** Hands the file to the browser’s download, however large it is. @throws ApiProblem, NetworkProblem */
export const fetchExport = async (id: ExportId) => startDownload((await call(getExportAddress, { params: { id } })).url)
