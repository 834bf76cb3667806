import {
  declineErasure,
  erasePerson,
  getMyData,
  getMyErasureRequest,
  getPersonalData,
  requestErasure,
  requestMyErasure,
  withdrawMyErasure,
  type Call,
  type PersonalData,
  type PersonId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { saveBlob } from '../../platform/api/files.ts'
import { usePeopleMutation } from './people.queries.ts'

const own = ['my-erasure-request'] as const

export const myErasureQuery = defineQueryOptions(() => ({
  key: [...own],
  query: ({ signal }: { signal: AbortSignal }) => call(getMyErasureRequest, {}, { signal }),
}))

function useOwnMutation<V, R>(mutation: (variables: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: [...own] }) })
}
export const useRequestMyErasure = () =>
  useOwnMutation((reason: string) => call(requestMyErasure, { body: { reason } }))
export const useWithdrawMyErasure = () => useOwnMutation((_: undefined) => call(withdrawMyErasure, {}))

const save = (data: PersonalData) =>
  saveBlob(
    `du-lieu-${data.person.username}.json`,
    new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }),
  )
/** The copy is a file: it is read elsewhere, or handed over. */
export const useSaveMyData = () => useMutation({ mutation: async (_: undefined) => save(await call(getMyData, {})) })
export const useSavePersonalData = () =>
  useMutation({ mutation: async (id: PersonId) => save(await call(getPersonalData, { params: { id } })) })

export const useRequestErasure = () =>
  usePeopleMutation((request: Call<typeof requestErasure>) => call(requestErasure, request))
export const useDeclineErasure = () => usePeopleMutation((id: PersonId) => call(declineErasure, { params: { id } }))
export const useErasePerson = () => usePeopleMutation((request: Call<typeof erasePerson>) => call(erasePerson, request))
