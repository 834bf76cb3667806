import {
  addVisitMinutesScan,
  downloadVisitMinutesScan,
  listVisitMinutes,
  moveVisitMinutes,
  saveVisitMinutes,
  type Call,
  type Reply,
  type SubmissionId,
  type VisitMinutesId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

const keyOf = (id: string) => ['submissions', id, 'visit-minutes']

/** The minutes of the work at a unit in all their versions, the newest first. */
export const minutesQuery = defineQueryOptions((id: SubmissionId) => ({
  key: keyOf(id),
  query: () => call(listVisitMinutes, { params: { id } }),
}))

function useMinutesMutation<V extends { params: { id: string } }>(
  mutation: (request: V) => Promise<Reply<typeof listVisitMinutes>>,
) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSuccess: (all: Reply<typeof listVisitMinutes>, { params }: V) => cache.setQueryData(keyOf(params.id), all),
    onError: (_: unknown, { params }: V) => cache.invalidateQueries({ key: keyOf(params.id) }),
  })
}
export const useSaveMinutes = () =>
  useMinutesMutation((request: Call<typeof saveVisitMinutes>) => call(saveVisitMinutes, request))
export const useMoveMinutes = () =>
  useMinutesMutation((request: Call<typeof moveVisitMinutes>) => call(moveVisitMinutes, request))

type Paper = { id: SubmissionId; minutesId: VisitMinutesId }
/** Sends the scan of signed minutes, or opens the newest. @throws ApiProblem, NetworkProblem */
export function useMinutesScans() {
  const cache = useQueryCache()
  return {
    add: async (paper: Paper, file: File, onProgress: (share: number) => void) => {
      await uploadFile(addressOf(addVisitMinutesScan, paper), file, { onProgress })
      await cache.invalidateQueries({ key: keyOf(paper.id) })
    },
    open: (paper: Paper, name: string) => downloadFile(addressOf(downloadVisitMinutesScan, paper), name),
  }
}
