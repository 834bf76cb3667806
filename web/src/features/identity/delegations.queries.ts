import { delegate, listDelegations, revokeDelegation, type Call, type DelegationId } from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['delegations'] as const

export const delegationsQuery = defineQueryOptions((query: Call<typeof listDelegations>['query']) => ({
  key: [...root, query],
  query: ({ signal }) => call(listDelegations, { query }, { signal }),
}))

function useDelegationMutation<V, R>(mutation: (variables: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: root }) })
}

export const useDelegate = () =>
  useDelegationMutation((body: Call<typeof delegate>['body']) => call(delegate, { body }))
export const useRevokeDelegation = () =>
  useDelegationMutation((id: DelegationId) => call(revokeDelegation, { params: { id } }))
