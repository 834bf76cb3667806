import {
  completeAssessment,
  listCandidates,
  reopenAssessment,
  setTeam,
  type Call,
  type SubmissionId,
} from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'
import { useSubmissionMutation } from '../submissions/index.ts'

/** People who may be sent to this unit, by name; at most fifty at a time. */
export const candidatesQuery = defineQueryOptions(({ id, q }: { id: SubmissionId; q: string }) => ({
  key: ['submissions', id, 'candidates', q],
  query: () => call(listCandidates, { params: { id }, query: { q, limit: 50 } }),
}))

export const useSetTeam = () => useSubmissionMutation((request: Call<typeof setTeam>) => call(setTeam, request))
export const useCompleteAssessment = () =>
  useSubmissionMutation((request: Call<typeof completeAssessment>) => call(completeAssessment, request))
export const useReopenAssessment = () =>
  useSubmissionMutation((request: Call<typeof reopenAssessment>) => call(reopenAssessment, request))
