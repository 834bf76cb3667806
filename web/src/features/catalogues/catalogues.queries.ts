import {
  changeIndicatorSet,
  checkIndicatorSet,
  createIndicatorSet,
  deleteIndicatorSet,
  getIndicatorSet,
  listIndicatorSets,
  publishIndicatorSet,
  verifyIndicatorSet,
  type Call,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['indicator-sets'] as const

export const indicatorSetListQuery = defineQueryOptions((query: Call<typeof listIndicatorSets>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listIndicatorSets, { query }),
}))

export const indicatorSetQuery = defineQueryOptions((id: string) => ({
  key: [...root, id],
  query: () => call(getIndicatorSet, { params: { id } }),
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
