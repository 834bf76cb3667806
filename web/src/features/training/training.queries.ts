import {
  addTrainingFile,
  cancelTraining,
  changeTraining,
  closeTraining,
  countTrainingByBody,
  createTraining,
  downloadTrainingFile,
  getTraining,
  inviteToTraining,
  listInvitedUnits,
  listTrainingByUnit,
  listTrainingEvents,
  listTrainings,
  previewTraining,
  removeTrainingFile,
  reopenTraining,
  uninviteFromTraining,
  type Attachment,
  type Call,
  type Training,
  type TrainingSessionId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

export const root = ['training'] as const

export const trainingListQuery = defineQueryOptions((query: Call<typeof listTrainings>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: ({ signal }) => call(listTrainings, { query }, { signal }),
}))

export const trainingQuery = defineQueryOptions((id: TrainingSessionId) => ({
  key: [...root, id],
  query: () => call(getTraining, { params: { id } }),
}))

export const trainingEventsQuery = defineQueryOptions((id: TrainingSessionId) => ({
  key: [...root, id, 'events'],
  query: () => call(listTrainingEvents, { params: { id } }).then(({ items }) => items),
}))

export const invitedUnitsQuery = defineQueryOptions(
  ({ id, query }: { id: TrainingSessionId; query: Call<typeof listInvitedUnits>['query'] }) => ({
    key: [...root, id, 'units', { ...query }],
    query: ({ signal }) => call(listInvitedUnits, { params: { id }, query }, { signal }),
  }),
)

export const trainingBodiesQuery = defineQueryOptions((id: TrainingSessionId) => ({
  key: [...root, id, 'bodies'],
  query: () => call(countTrainingByBody, { params: { id } }).then(({ items }) => items),
}))

export const trainingReportQuery = defineQueryOptions((query: Call<typeof listTrainingByUnit>['query']) => ({
  key: [...root, 'report', { ...query }],
  query: ({ signal }) => call(listTrainingByUnit, { query }, { signal }),
}))

/** Every change of a session also changes lists, counts and the calendar. */
export function useTrainingMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSettled: () =>
      Promise.all([cache.invalidateQueries({ key: [...root] }), cache.invalidateQueries({ key: ['calendar'] })]),
  })
}

export const usePreviewTraining = () =>
  useMutation({ mutation: (request: Call<typeof previewTraining>) => call(previewTraining, request) })
export const useCreateTraining = () =>
  useTrainingMutation((request: Call<typeof createTraining>) => call(createTraining, request))
export const useChangeTraining = () =>
  useTrainingMutation((request: Call<typeof changeTraining>) => call(changeTraining, request))
export const useInvite = () =>
  useTrainingMutation((request: Call<typeof inviteToTraining>) => call(inviteToTraining, request))
export const useUninvite = () =>
  useTrainingMutation((request: Call<typeof uninviteFromTraining>) => call(uninviteFromTraining, request))
export const useCancelTraining = () =>
  useTrainingMutation((request: Call<typeof cancelTraining>) => call(cancelTraining, request))
export const useCloseTraining = () =>
  useTrainingMutation((request: Call<typeof closeTraining>) => call(closeTraining, request))
export const useReopenTraining = () =>
  useTrainingMutation((request: Call<typeof reopenTraining>) => call(reopenTraining, request))
export const useAddTrainingFile = () =>
  useTrainingMutation(async ({ id, file }: { id: TrainingSessionId; file: File }) =>
    addTrainingFile.reply.parse(await uploadFile(addressOf(addTrainingFile, { id }), file)),
  )
export const useRemoveTrainingFile = () =>
  useTrainingMutation((request: Call<typeof removeTrainingFile>) => call(removeTrainingFile, request))

/** @throws ApiProblem, NetworkProblem */
export const downloadMaterial = ({ id }: Training, file: Attachment): Promise<void> =>
  downloadFile(addressOf(downloadTrainingFile, { id, attachmentId: file.id }), file.name)
