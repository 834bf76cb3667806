import {
  giveVerdict,
  listVerdicts,
  type EvidenceId,
  type Submission,
  type SubmissionId,
  type SubmissionStatus,
  type Verdict,
  type VerdictSave,
} from '@thuoc/shared'
import { defineQueryOptions, useQuery, useQueryCache } from '@pinia/colada'
import { computed } from 'vue'
import { call } from '../../../platform/api/client.ts'

const verdictsKey = (id: SubmissionId) => ['submissions', id, 'verdicts']

/** What the team says of the evidence of a file; nothing as long as the reader may not see it. */
export const verdictsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: verdictsKey(id),
  query: () => call(listVerdicts, { params: { id } }).then(({ items }) => items),
}))

const keyOf = (evidenceId: EvidenceId, criterion: string) => `${evidenceId} ${criterion}`
/** Before that nobody has anything to judge. */
const begun: readonly SubmissionStatus[] = [
  'assessing',
  'result-shown',
  'objected',
  'assessed',
  'nominated',
  'recognised',
  'refused',
  'published',
  'revoked',
]
export const isJudged = ({ status }: Pick<Submission, 'status'>) => begun.includes(status)

/** The verdicts of a file, and how the team gives them. */
export function useVerdicts(submission: () => Pick<Submission, 'id' | 'status'>) {
  const cache = useQueryCache()
  const { data } = useQuery(() => ({ ...verdictsQuery(submission().id), enabled: isJudged(submission()) }))
  const all = computed(() => data.value ?? [])
  const byPlace = computed(() => new Map(all.value.map((one) => [keyOf(one.evidenceId, one.criterion), one])))

  return {
    all,
    /** The verdict that stands; null where none was given, or it was taken back. */
    of: (evidenceId: EvidenceId, criterion: string): Verdict | null => {
      const found = byPlace.value.get(keyOf(evidenceId, criterion))
      return found && found.outcome !== null ? found : null
    },
    /** @throws ApiProblem, NetworkProblem; what somebody else has said meanwhile is then on screen */
    give: async (evidenceId: EvidenceId, criterion: string, said: Omit<VerdictSave, 'version'>) => {
      const { id } = submission()
      const version = byPlace.value.get(keyOf(evidenceId, criterion))?.version ?? 0
      try {
        const given = await call(giveVerdict, { params: { id, evidenceId, criterion }, body: { ...said, version } })
        cache.setQueryData(verdictsKey(id), (items: Verdict[] | undefined) => [
          ...(items ?? []).filter((one) => keyOf(one.evidenceId, one.criterion) !== keyOf(evidenceId, criterion)),
          given,
        ])
      } catch (error) {
        await cache.invalidateQueries({ key: verdictsKey(id) })
        throw error
      }
    },
  }
}
export type Verdicts = ReturnType<typeof useVerdicts>
