import {
  addCouncilScan,
  approveByDecision,
  assignCriteria,
  beginCouncilMinutes,
  decideCouncil,
  discardCouncilMinutes,
  downloadCouncilScan,
  getApprovers,
  getCouncil,
  getForm,
  listCouncilCandidates,
  listCouncilMinutes,
  planCouncil,
  proposeCouncil,
  saveCouncilMinutes,
  saveCouncilScore,
  settleLines,
  signCouncilMinutes,
  type Call,
  type Council,
  type CouncilPaper,
  type SubmissionId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

const root = ['councils']

export const councilQuery = defineQueryOptions((id: SubmissionId) => ({
  key: [...root, id],
  query: () => call(getCouncil, { params: { id } }),
}))

/** The file with its form, kept where the form itself keeps it. */
export const councilFormQuery = defineQueryOptions((id: SubmissionId) => ({
  key: ['submissions', id, 'form'],
  query: () => call(getForm, { params: { id } }),
}))

export const councilMinutesQuery = defineQueryOptions((id: SubmissionId) => ({
  key: [...root, id, 'minutes'],
  query: () => call(listCouncilMinutes, { params: { id } }),
}))

export const proposalQuery = defineQueryOptions((id: SubmissionId) => ({
  key: [...root, id, 'proposal'],
  query: () => call(proposeCouncil, { params: { id } }),
}))

export const councilCandidatesQuery = defineQueryOptions(({ id, q }: { id: SubmissionId; q: string }) => ({
  key: [...root, id, 'candidates', q],
  query: () => call(listCouncilCandidates, { params: { id }, query: { q } }).then(({ items }) => items),
}))

/** Calls whose answer is the council as it stands then. */
function useCouncilMutation<V>(
  mutation: (request: V) => Promise<Council>,
  idOf: (request: V) => string,
  alsoForm = false,
) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSuccess: (council: Council, request: V) => cache.setQueryData([...root, idOf(request)], council),
    onSettled: async (_council: Council | undefined, _error: Error | undefined, request: V) => {
      await cache.invalidateQueries({ key: [...root, idOf(request)] })
      if (alsoForm) await cache.invalidateQueries({ key: ['submissions', idOf(request)] })
    },
  })
}
export const useDecideCouncil = () =>
  useCouncilMutation(
    (request: Call<typeof decideCouncil>) => call(decideCouncil, request),
    ({ params }) => params.id,
  )
export const useAssign = () =>
  useCouncilMutation(
    (request: Call<typeof assignCriteria>) => call(assignCriteria, request),
    ({ params }) => params.id,
  )
export const usePlanCouncil = () =>
  useCouncilMutation(
    (request: Call<typeof planCouncil>) => call(planCouncil, request),
    ({ params }) => params.id,
  )
export const useSaveScore = () =>
  useCouncilMutation(
    (request: Call<typeof saveCouncilScore>) => call(saveCouncilScore, request),
    ({ params }) => params.id,
  )
export const useSettle = () =>
  useCouncilMutation(
    (request: Call<typeof settleLines>) => call(settleLines, request),
    ({ params }) => params.id,
    true,
  )

/** What is done to minutes changes what is missing, too. */
function useMinutesMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: root }) })
}
export const useBeginMinutes = () =>
  useMinutesMutation((request: Call<typeof beginCouncilMinutes>) => call(beginCouncilMinutes, request))
export const useSaveMinutes = () =>
  useMinutesMutation((request: Call<typeof saveCouncilMinutes>) => call(saveCouncilMinutes, request))
export const useSignMinutes = () =>
  useMinutesMutation((request: Call<typeof signCouncilMinutes>) => call(signCouncilMinutes, request))
export const useDiscardMinutes = () =>
  useMinutesMutation((request: Call<typeof discardCouncilMinutes>) => call(discardCouncilMinutes, request))

/** After it everything that shows the file is looked at again. */
export function useApproveByDecision() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (request: Call<typeof approveByDecision>) => call(approveByDecision, request),
    // Not waited for: the page goes on to the file first, instead of saying that nothing waits here any more.
    onSettled: () => {
      for (const key of [root, ['submissions'], ['tasks'], ['work']]) void cache.invalidateQueries({ key })
    },
  })
}

type Paper = { id: SubmissionId; paper: CouncilPaper; about: string }
/** Sends the scan of a signed paper, or opens the newest. @throws ApiProblem, NetworkProblem */
export function usePapers() {
  const cache = useQueryCache()
  return {
    add: async (paper: Paper, file: File, onProgress: (share: number) => void) => {
      await uploadFile(addressOf(addCouncilScan, paper), file, { onProgress })
      await cache.invalidateQueries({ key: [...root, paper.id] })
    },
    open: (paper: Paper, name: string) => downloadFile(addressOf(downloadCouncilScan, paper), name),
  }
}

/** Who can approve a file; below the key of the file, so that what moves it makes this look again. */
export const approversQuery = defineQueryOptions((id: SubmissionId) => ({
  key: ['submissions', id, 'approvers'],
  query: () => call(getApprovers, { params: { id } }),
}))
