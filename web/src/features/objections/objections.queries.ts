import {
  answerObjection,
  closeObjections,
  dropObjection,
  listObjections,
  saveObjection,
  sendObjections,
  type Call,
  type Objections,
  type SubmissionId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { useSubmissionMutation } from '../submissions/index.ts'

const keyOf = (id: string) => ['submissions', id, 'objections']

/** What the school holds against its draft result, as far as the reader sees it. */
export const objectionsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: keyOf(id),
  query: () => call(listObjections, { params: { id } }),
}))

/** What is answered is what stands; after a refusal it is asked for anew. */
function useObjectionMutation<V extends { params: { id: string } }>(mutation: (request: V) => Promise<Objections>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSuccess: (all: Objections, { params }: V) => cache.setQueryData(keyOf(params.id), all),
    onError: (_: unknown, { params }: V) => cache.invalidateQueries({ key: keyOf(params.id) }),
  })
}

export const useSaveObjection = () =>
  useObjectionMutation((request: Call<typeof saveObjection>) => call(saveObjection, request))
export const useDropObjection = () =>
  useObjectionMutation((request: Call<typeof dropObjection>) => call(dropObjection, request))
export const useAnswerObjection = () =>
  useObjectionMutation((request: Call<typeof answerObjection>) => call(answerObjection, request))
export const useSendObjections = () =>
  useSubmissionMutation((request: Call<typeof sendObjections>) => call(sendObjections, request))
export const useCloseObjections = () =>
  useSubmissionMutation((request: Call<typeof closeObjections>) => call(closeObjections, request))
