import {
  correct,
  getDecision,
  getSubmission,
  listCertificates,
  listDecisions,
  listRecognitions,
  listSubmissions,
  moveSubmissions,
  recognise,
  refuse,
  revoke,
  type Call,
  type SubmissionStatus,
  type SubmissionSummary,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

const root = ['decisions'] as const

export const decisionListQuery = defineQueryOptions((query: Call<typeof listDecisions>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listDecisions, { query }),
}))

export const decisionQuery = defineQueryOptions((id: string) => ({
  key: [...root, id],
  query: () => call(getDecision, { params: { id } }),
}))

export const certificatesQuery = defineQueryOptions((id: string) => ({
  key: [...root, id, 'certificates'],
  query: () => call(listCertificates, { params: { id } }),
}))

/** Every certificate a file was ever given. */
export const recognitionsQuery = defineQueryOptions((id: string) => ({
  key: [...root, 'of-file', id],
  query: () => call(listRecognitions, { params: { id } }),
}))

/** A file as the refusal page needs it; the same entry as the page of the file. */
export const fileQuery = defineQueryOptions((id: string) => ({
  key: ['submissions', id],
  query: () => call(getSubmission, { params: { id } }),
}))

/** One decision takes this many units at most. */
const most = 1000

type Wanted = {
  status: SubmissionStatus
  campaignId?: string | undefined
  /** Whether their check on receipt has been finished. */
  checked?: 'true' | 'false' | undefined
}
/** Every file in this status that the caller may see, page after page; what a decision or a publication chooses from. */
export const filesInStatusQuery = defineQueryOptions(({ status, campaignId, checked }: Wanted) => ({
  key: ['submissions', 'in-status', { status, campaignId: campaignId ?? null, checked: checked ?? null }],
  query: async () => {
    const files: SubmissionSummary[] = []
    let cursor: string | undefined
    do {
      const query = { status, limit: 200, checked, ...(campaignId && { campaignId }), ...(cursor && { cursor }) }
      const page = await call(listSubmissions, { query })
      files.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor && files.length < most)
    return files
  },
}))

/** A decision moves files: every list, task and page of files looks again. */
export function useFileMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSettled: () =>
      Promise.all(
        [[...root], ['nominations'], ['submissions'], ['tasks'], ['results'], ['teams']].map((key) =>
          cache.invalidateQueries({ key }),
        ),
      ),
  })
}

export const useRecognise = () => useFileMutation((request: Call<typeof recognise>) => call(recognise, request))
export const useRefuse = () => useFileMutation((request: Call<typeof refuse>) => call(refuse, request))
export const useCorrect = () => useFileMutation((request: Call<typeof correct>) => call(correct, request))
export const useRevoke = () => useFileMutation((request: Call<typeof revoke>) => call(revoke, request))
export const useBulkMove = () =>
  useFileMutation((request: Call<typeof moveSubmissions>) => call(moveSubmissions, request))
