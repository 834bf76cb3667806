import {
  attachSignedText,
  changeIndicatorSet,
  checkIndicatorSet,
  compareIndicatorSets,
  createIndicatorSet,
  deleteIndicatorSet,
  deriveIndicatorSet,
  downloadIndicatorSetSheet,
  downloadIndicatorSetTemplate,
  downloadSignedText,
  getIndicatorSet,
  getIndicatorSetRecord,
  listIndicatorSets,
  publishIndicatorSet,
  readIndicatorSetSheet,
  verifyIndicatorSet,
  type Call,
  type IndicatorSet,
  type IndicatorSetDefinition,
  type IndicatorSetSummary,
  type RefinedSet,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile, type UploadOptions } from '../../platform/api/files.ts'

const root = ['indicator-sets'] as const
/** Every list and page of sets lies below it. */
export const indicatorSetsKey = [...root]

export const indicatorSetListQuery = defineQueryOptions((query: Call<typeof listIndicatorSets>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listIndicatorSets, { query }),
}))

/** Every set that one sees: a few dozen, so that versions and refinements can be told from them. */
export const everyIndicatorSetQuery = defineQueryOptions(() => ({
  key: [...root, 'every'],
  query: async (): Promise<IndicatorSetSummary[]> => {
    const found: IndicatorSetSummary[] = []
    let cursor: string | undefined
    do {
      const page = await call(listIndicatorSets, { query: { cursor, limit: 200 } })
      found.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return found
  },
}))

export const indicatorSetQuery = defineQueryOptions((id: string) => ({
  key: [...root, id],
  query: () => call(getIndicatorSet, { params: { id } }),
}))

/** The published set that another one refines; null where there is none under that code and version. */
export const refinedSetQuery = defineQueryOptions((refines: RefinedSet | null) => ({
  key: [...root, 'refined', refines?.code ?? '', refines?.version ?? 0],
  query: async (): Promise<IndicatorSetDefinition | null> => {
    if (!refines) return null
    const { items } = await call(listIndicatorSets, { query: { q: refines.code, status: 'published', limit: 200 } })
    const found = items.find(({ code, version }) => code === refines.code && version === refines.version)
    return found ? (await call(getIndicatorSet, { params: { id: found.id } })).definition : null
  },
}))

export const setRecordQuery = defineQueryOptions((id: string) => ({
  key: [...root, id, 'record'],
  query: () => call(getIndicatorSetRecord, { params: { id } }).then(({ items }) => items),
}))

export const setDifferencesQuery = defineQueryOptions(({ from, to }: { from: string; to: string }) => ({
  key: [...root, to, 'differences', from],
  query: () => call(compareIndicatorSets, { params: { id: to }, query: { from } }),
}))

/** A change of one set makes every list and page of sets look again. */
function useSetMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: [...root] }) })
}

export const useCheckSet = () =>
  useMutation({ mutation: (request: Call<typeof checkIndicatorSet>) => call(checkIndicatorSet, request) })
export const useCreateSet = () =>
  useSetMutation((request: Call<typeof createIndicatorSet>) => call(createIndicatorSet, request))
export const useReplaceSet = () =>
  useSetMutation((request: Call<typeof changeIndicatorSet>) => call(changeIndicatorSet, request))
export const usePublishSet = () =>
  useSetMutation((request: Call<typeof publishIndicatorSet>) => call(publishIndicatorSet, request))
export const useVerifySet = () =>
  useSetMutation((request: Call<typeof verifyIndicatorSet>) => call(verifyIndicatorSet, request))
export const useDeleteSet = () =>
  useSetMutation((request: Call<typeof deleteIndicatorSet>) => call(deleteIndicatorSet, request))
export const useDeriveSet = () =>
  useSetMutation((request: Call<typeof deriveIndicatorSet>) => call(deriveIndicatorSet, request))

type FileRequest = { file: File } & Pick<UploadOptions, 'onProgress'>

/** Reads a workbook as a set; changes nothing. */
export const useReadSheet = () =>
  useMutation({
    mutation: async ({ file, ...options }: FileRequest) =>
      readIndicatorSetSheet.reply.parse(await uploadFile(addressOf(readIndicatorSetSheet), file, options)),
  })
export const useAttachSignedText = () =>
  useSetMutation(async ({ id, file, ...options }: FileRequest & { id: string }) =>
    attachSignedText.reply.parse(await uploadFile(addressOf(attachSignedText, { id }), file, options)),
  )

/** Files of a set. @throws ApiProblem, NetworkProblem */
export const downloadSheet = ({ id, code, version }: Pick<IndicatorSet, 'id' | 'code' | 'version'>) =>
  downloadFile(addressOf(downloadIndicatorSetSheet, { id }), `${code}-v${version}.xlsx`)
export const downloadTemplate = () => downloadFile(addressOf(downloadIndicatorSetTemplate), 'bo-chi-so-mau-nhap.xlsx')
export const downloadText = ({ id, signedText }: Pick<IndicatorSet, 'id' | 'signedText'>) =>
  downloadFile(addressOf(downloadSignedText, { id }), signedText?.name ?? '')
