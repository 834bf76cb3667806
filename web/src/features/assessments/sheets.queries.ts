import {
  chooseScorers,
  finishSheet,
  getFindings,
  getSheets,
  saveDissent,
  saveFindings,
  takeOverAgreed,
  type Call,
  type Findings,
  type SubmissionId,
  type TeamSheets,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const sheetsKey = (id: SubmissionId) => ['submissions', id, 'sheets']
const findingsKey = (id: SubmissionId) => ['submissions', id, 'findings']

/** Who scores on the team, who has finished, and the sheets that the reader may see. */
export const sheetsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: sheetsKey(id),
  query: () => call(getSheets, { params: { id } }),
}))

export const findingsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: findingsKey(id),
  query: () => call(getFindings, { params: { id } }),
}))

/** What is answered is what stands; whatever else shows the file is looked at again. */
function useSheetsMutation<V extends { params: { id: string } }>(mutation: (request: V) => Promise<TeamSheets>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSuccess: (sheets: TeamSheets, { params }: V) => cache.setQueryData(['submissions', params.id, 'sheets'], sheets),
    onSettled: () => cache.invalidateQueries({ key: ['submissions'] }),
  })
}

export const useFinishSheet = () => useSheetsMutation((request: Call<typeof finishSheet>) => call(finishSheet, request))
export const useChooseScorers = () =>
  useSheetsMutation((request: Call<typeof chooseScorers>) => call(chooseScorers, request))
export const useSaveDissent = () => useSheetsMutation((request: Call<typeof saveDissent>) => call(saveDissent, request))

export function useTakeOverAgreed() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (request: Call<typeof takeOverAgreed>) => call(takeOverAgreed, request),
    onSettled: () => cache.invalidateQueries({ key: ['submissions'] }),
  })
}

export function useSaveFindings() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (request: Call<typeof saveFindings>) => call(saveFindings, request),
    onSuccess: (findings: Findings, { params }: Call<typeof saveFindings>) =>
      cache.setQueryData(['submissions', params.id, 'findings'], findings),
    onSettled: (_: unknown, __: unknown, { params }: Call<typeof saveFindings>) =>
      cache.invalidateQueries({ key: ['submissions', params.id, 'findings'] }),
  })
}
