import {
  addNominations,
  changeNominationList,
  createNominationList,
  discardNominationList,
  getNominationList,
  listNominationLists,
  proposeNominationList,
  removeNominations,
  returnNominationList,
  type Call,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['nominations'] as const

export const nominationListsQuery = defineQueryOptions((query: Call<typeof listNominationLists>['query']) => ({
  key: [...root, 'lists', { ...query }],
  query: () => call(listNominationLists, { query }),
}))

export const nominationListQuery = defineQueryOptions((id: string) => ({
  key: [...root, id],
  query: () => call(getNominationList, { params: { id } }),
}))

/** A list moves files: every list, task and page of files looks again. */
function useListMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSettled: () =>
      Promise.all([[...root], ['submissions'], ['tasks']].map((key) => cache.invalidateQueries({ key }))),
  })
}

export const useCreateList = () =>
  useListMutation((request: Call<typeof createNominationList>) => call(createNominationList, request))
export const useChangeList = () =>
  useListMutation((request: Call<typeof changeNominationList>) => call(changeNominationList, request))
export const useAddNominations = () =>
  useListMutation((request: Call<typeof addNominations>) => call(addNominations, request))
export const useRemoveNominations = () =>
  useListMutation((request: Call<typeof removeNominations>) => call(removeNominations, request))
export const useProposeList = () =>
  useListMutation((request: Call<typeof proposeNominationList>) => call(proposeNominationList, request))
export const useReturnList = () =>
  useListMutation((request: Call<typeof returnNominationList>) => call(returnNominationList, request))
export const useDiscardList = () =>
  useListMutation((request: Call<typeof discardNominationList>) => call(discardNominationList, request))
