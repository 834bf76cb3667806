import {
  answerEvidenceRequest,
  askForEvidence,
  closeEvidenceRequest,
  listEvidenceRequests,
  withdrawEvidenceRequest,
  type EvidenceRequest,
  type NewEvidenceRequest,
  type Reply,
  type Submission,
  type SubmissionId,
} from '@thuoc/shared'
import { defineQueryOptions, useQuery, useQueryCache } from '@pinia/colada'
import { computed } from 'vue'
import { call } from '../../../platform/api/client.ts'
import { isJudged } from './verdicts.ts'

const requestsKey = (id: SubmissionId) => ['submissions', id, 'evidence-requests']

/** What the team asked the school of this file to hand in besides. */
export const requestsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: requestsKey(id),
  query: () => call(listEvidenceRequests, { params: { id } }),
}))

/** The requests of a file, and what both sides do with them. */
export function useEvidenceRequests(submission: () => Pick<Submission, 'id' | 'status'>) {
  const cache = useQueryCache()
  const { data } = useQuery(() => ({ ...requestsQuery(submission().id), enabled: isJudged(submission()) }))
  const all = computed(() => data.value?.items ?? [])
  const of = (criterion: string) => all.value.filter((one) => one.criterion === criterion)

  function put(request: EvidenceRequest) {
    cache.setQueryData(requestsKey(submission().id), (before: Reply<typeof listEvidenceRequests> | undefined) => {
      const items = before?.items ?? []
      const known = items.some(({ id }) => id === request.id)
      return {
        mayAsk: before?.mayAsk ?? false,
        items: known ? items.map((one) => (one.id === request.id ? request : one)) : [request, ...items],
      }
    })
  }
  /** What somebody else has done meanwhile is on screen after a refusal. */
  async function change(work: () => Promise<EvidenceRequest>) {
    try {
      put(await work())
    } catch (error) {
      await cache.invalidateQueries({ key: requestsKey(submission().id) })
      throw error
    }
  }
  const params = ({ id }: EvidenceRequest) => ({ id })

  return {
    all,
    of,
    mayAsk: computed(() => data.value?.mayAsk ?? false),
    /** Whether the school may add evidence to this criterion now, because the team asks for it. */
    takes: (criterion: string) => of(criterion).some(({ actions }) => actions.includes('answer')),
    ask: (body: NewEvidenceRequest) => change(() => call(askForEvidence, { params: { id: submission().id }, body })),
    answer: (one: EvidenceRequest, text: string) =>
      change(() => call(answerEvidenceRequest, { params: params(one), body: { version: one.version, text } })),
    close: (one: EvidenceRequest) =>
      change(() => call(closeEvidenceRequest, { params: params(one), body: { version: one.version } })),
    withdraw: (one: EvidenceRequest) =>
      change(() => call(withdrawEvidenceRequest, { params: params(one), body: { version: one.version } })),
  }
}
export type EvidenceRequests = ReturnType<typeof useEvidenceRequests>
