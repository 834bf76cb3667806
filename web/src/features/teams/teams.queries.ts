import {
  addTeamFile,
  assignUnits,
  cancelVisit,
  changeTeam,
  changeVisit,
  createTeam,
  declareConflict,
  dissolveTeam,
  downloadTeamFile,
  finishVisit,
  getTeam,
  listAssessableUnits,
  listTeamCandidates,
  listTeams,
  listTeamUnits,
  listVisits,
  listVisitsOfFile,
  planVisit,
  releaseUnit,
  removeTeamFile,
  settleMembers,
  withdrawConflict,
  type AssessmentTeamId,
  type Attachment,
  type Call,
  type CampaignId,
  type SubmissionId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

const root = ['teams'] as const

export const teamListQuery = defineQueryOptions((query: Call<typeof listTeams>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: ({ signal }) => call(listTeams, { query }, { signal }),
}))

export const teamQuery = defineQueryOptions((id: AssessmentTeamId) => ({
  key: [...root, id],
  query: () => call(getTeam, { params: { id } }),
}))

export const teamUnitsQuery = defineQueryOptions((id: AssessmentTeamId) => ({
  key: [...root, id, 'units'],
  query: () => call(listTeamUnits, { params: { id } }).then(({ items }) => items),
}))

export const visitsQuery = defineQueryOptions((id: AssessmentTeamId) => ({
  key: [...root, id, 'visits'],
  query: () => call(listVisits, { params: { id } }).then(({ items }) => items),
}))

export const visitsOfFileQuery = defineQueryOptions((id: SubmissionId) => ({
  key: [...root, 'file', id],
  query: () => call(listVisitsOfFile, { params: { id } }),
}))

/** At most fifty at a time. */
export const teamCandidatesQuery = defineQueryOptions(({ id, q }: { id: CampaignId; q: string }) => ({
  key: [...root, 'candidates', id, q],
  query: ({ signal }) => call(listTeamCandidates, { params: { id }, query: { q, limit: 50 } }, { signal }),
}))

type Assessable = { id: CampaignId; query: Call<typeof listAssessableUnits>['query'] }
export const assessableQuery = defineQueryOptions(({ id, query }: Assessable) => ({
  key: [...root, 'assessable', id, { ...query }],
  query: ({ signal }) => call(listAssessableUnits, { params: { id }, query }, { signal }),
}))

/** What concerns a team changes files, tasks and the calendar as well. */
function useTeamMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  const touched = [[...root], ['submissions'], ['tasks'], ['work'], ['calendar']]
  return useMutation({
    mutation,
    onSettled: () => Promise.all(touched.map((key) => cache.invalidateQueries({ key }))),
  })
}

export const useCreateTeam = () => useTeamMutation((request: Call<typeof createTeam>) => call(createTeam, request))
export const useChangeTeam = () => useTeamMutation((request: Call<typeof changeTeam>) => call(changeTeam, request))
export const useDissolveTeam = () =>
  useTeamMutation((request: Call<typeof dissolveTeam>) => call(dissolveTeam, request))
export const useAssignUnits = () => useTeamMutation((request: Call<typeof assignUnits>) => call(assignUnits, request))
export const useReleaseUnit = () => useTeamMutation((request: Call<typeof releaseUnit>) => call(releaseUnit, request))
export const useSettleMembers = () =>
  useTeamMutation((request: Call<typeof settleMembers>) => call(settleMembers, request))
export const useDeclareConflict = () =>
  useTeamMutation((request: Call<typeof declareConflict>) => call(declareConflict, request))
export const useWithdrawConflict = () =>
  useTeamMutation((request: Call<typeof withdrawConflict>) => call(withdrawConflict, request))
export const usePlanVisit = () => useTeamMutation((request: Call<typeof planVisit>) => call(planVisit, request))
export const useChangeVisit = () => useTeamMutation((request: Call<typeof changeVisit>) => call(changeVisit, request))
export const useCancelVisit = () => useTeamMutation((request: Call<typeof cancelVisit>) => call(cancelVisit, request))
export const useFinishVisit = () => useTeamMutation((request: Call<typeof finishVisit>) => call(finishVisit, request))

type Paper = { id: AssessmentTeamId; sequence: number }
export const useAddTeamFile = () =>
  useTeamMutation(async ({ file, ...paper }: Paper & { file: File }) =>
    addTeamFile.reply.parse(await uploadFile(addressOf(addTeamFile, paper), file)),
  )
export const useRemoveTeamFile = () =>
  useTeamMutation((request: Call<typeof removeTeamFile>) => call(removeTeamFile, request))

/** @throws ApiProblem, NetworkProblem */
export const downloadPaper = (paper: Paper, file: Attachment): Promise<void> =>
  downloadFile(addressOf(downloadTeamFile, { ...paper, attachmentId: file.id }), file.name)
