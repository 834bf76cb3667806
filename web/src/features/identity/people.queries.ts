import {
  changePerson,
  createPerson,
  endMembership,
  getPerson,
  grantMembership,
  listPeople,
  resetPassword,
  restorePerson,
  suspendPerson,
  type Call,
  type PersonId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

export const peopleKey = ['people'] as const

export const personQuery = defineQueryOptions((id: PersonId) => ({
  key: [...peopleKey, 'one', id],
  query: ({ signal }) => call(getPerson, { params: { id } }, { signal }),
}))

export const peopleQuery = defineQueryOptions((query: Call<typeof listPeople>['query']) => ({
  key: [...peopleKey, 'list', query],
  query: ({ signal }) => call(listPeople, { query }, { signal }),
}))

/** Something done to accounts; every list and page of people is asked for again afterwards. */
export function usePeopleMutation<V, R>(mutation: (variables: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: peopleKey }) })
}

export const useCreatePerson = () =>
  usePeopleMutation((body: Call<typeof createPerson>['body']) => call(createPerson, { body }))
export const useChangePerson = () =>
  usePeopleMutation((request: Call<typeof changePerson>) => call(changePerson, request))
export const useSuspendPerson = () => usePeopleMutation((id: PersonId) => call(suspendPerson, { params: { id } }))
export const useRestorePerson = () => usePeopleMutation((id: PersonId) => call(restorePerson, { params: { id } }))
export const useResetPassword = () => usePeopleMutation((id: PersonId) => call(resetPassword, { params: { id } }))
export const useGrantMembership = () =>
  usePeopleMutation((request: Call<typeof grantMembership>) => call(grantMembership, request))
export const useEndMembership = () =>
  usePeopleMutation((params: Call<typeof endMembership>['params']) => call(endMembership, { params }))
