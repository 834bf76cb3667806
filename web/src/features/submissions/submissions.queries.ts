import {
  countSubmissions,
  getForm,
  getSubmission,
  getTimeline,
  listSubmissions,
  moveSubmission,
  type Call,
  type Submission,
  type SubmissionId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['submissions']
export const formKey = (id: SubmissionId) => [...root, id, 'form']

export const submissionQuery = defineQueryOptions((id: SubmissionId) => ({
  key: [...root, id],
  query: () => call(getSubmission, { params: { id } }),
}))

export const formQuery = defineQueryOptions((id: SubmissionId) => ({
  key: formKey(id),
  query: () => call(getForm, { params: { id } }),
}))

export const timelineQuery = defineQueryOptions((id: SubmissionId) => ({
  key: [...root, id, 'timeline'],
  query: () => call(getTimeline, { params: { id } }).then(({ items }) => items),
}))

type ListQuery = Call<typeof listSubmissions>['query']
export const submissionListQuery = defineQueryOptions((query: ListQuery) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listSubmissions, { query }),
}))

type CountQuery = Call<typeof countSubmissions>['query']
export const submissionCountQuery = defineQueryOptions((query: CountQuery) => ({
  key: [...root, 'counts', { ...query }],
  query: () => call(countSubmissions, { query }),
}))

/** After a move everything that shows files is looked at again: lists, tasks, the file itself. */
export function useSubmissionMutation<V>(mutation: (request: V) => Promise<Submission>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSuccess: (submission: Submission) => cache.setQueryData([...root, submission.id], submission),
    onSettled: async () => {
      await Promise.all([root, ['tasks'], ['work']].map((key) => cache.invalidateQueries({ key })))
    },
  })
}

export const useMoveSubmission = () =>
  useSubmissionMutation((request: Call<typeof moveSubmission>) => call(moveSubmission, request))
