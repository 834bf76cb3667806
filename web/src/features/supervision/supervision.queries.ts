import {
  addSupervisionFile,
  answerFinding,
  closeSupervisionRecord,
  createSupervisionRecord,
  discardSupervisionRecord,
  downloadSupervisionFile,
  drawFiles,
  getSample,
  getSupervisionRecord,
  listOutliers,
  listSamples,
  listSupervisionRecords,
  listWaitingFollowUps,
  removeSupervisionFile,
  reviewFinding,
  saveSupervisionRecord,
  type Attachment,
  type Call,
  type SampleId,
  type SupervisionRecordId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

const root = ['supervision'] as const

export const recordListQuery = defineQueryOptions((query: Call<typeof listSupervisionRecords>['query']) => ({
  key: [...root, 'records', { ...query }],
  query: ({ signal }) => call(listSupervisionRecords, { query }, { signal }),
}))

export const recordQuery = defineQueryOptions((id: SupervisionRecordId) => ({
  key: [...root, 'record', id],
  query: () => call(getSupervisionRecord, { params: { id } }),
}))

/** Stands below the records, so that every step makes it look again. */
export const waitingFollowUpsQuery = defineQueryOptions((query: Call<typeof listWaitingFollowUps>['query']) => ({
  key: [...root, 'waiting', { ...query }],
  query: () => call(listWaitingFollowUps, { query }),
}))

export const sampleListQuery = defineQueryOptions((query: Call<typeof listSamples>['query']) => ({
  key: [...root, 'samples', { ...query }],
  query: () => call(listSamples, { query }),
}))

export const sampleQuery = defineQueryOptions((id: SampleId) => ({
  key: [...root, 'sample', id],
  query: () => call(getSample, { params: { id } }),
}))

export const outliersQuery = defineQueryOptions((asked: Call<typeof listOutliers>) => ({
  key: [...root, 'outliers', asked.params.id, { ...asked.query }],
  query: ({ signal }) => call(listOutliers, asked, { signal }),
  placeholderData: (previous) => previous,
}))

/** Whatever changes a record also changes its lists and the draws that it belongs to. */
function useSupervisionMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: [...root] }) })
}

export const useCreateRecord = () =>
  useSupervisionMutation((request: Call<typeof createSupervisionRecord>) => call(createSupervisionRecord, request))
export const useSaveRecord = () =>
  useSupervisionMutation((request: Call<typeof saveSupervisionRecord>) => call(saveSupervisionRecord, request))
export const useDiscardRecord = () =>
  useSupervisionMutation((request: Call<typeof discardSupervisionRecord>) => call(discardSupervisionRecord, request))
export const useCloseRecord = () =>
  useSupervisionMutation((request: Call<typeof closeSupervisionRecord>) => call(closeSupervisionRecord, request))
export const useAnswerFinding = () =>
  useSupervisionMutation((request: Call<typeof answerFinding>) => call(answerFinding, request))
export const useReviewFinding = () =>
  useSupervisionMutation((request: Call<typeof reviewFinding>) => call(reviewFinding, request))
export const useDrawFiles = () => useSupervisionMutation((request: Call<typeof drawFiles>) => call(drawFiles, request))
export const useAddFile = () =>
  useSupervisionMutation(async ({ id, file }: { id: SupervisionRecordId; file: File }) =>
    addSupervisionFile.reply.parse(await uploadFile(addressOf(addSupervisionFile, { id }), file)),
  )
export const useRemoveFile = () =>
  useSupervisionMutation((request: Call<typeof removeSupervisionFile>) => call(removeSupervisionFile, request))

/** @throws ApiProblem, NetworkProblem */
export const downloadRecordFile = (id: SupervisionRecordId, file: Attachment): Promise<void> =>
  downloadFile(addressOf(downloadSupervisionFile, { id, attachmentId: file.id }), file.name)
