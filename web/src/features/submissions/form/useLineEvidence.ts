import { listObjections, type Evidence, type OutlineLine, type Submission, type VerdictSave } from '@thuoc/shared'
import { useQuery } from '@pinia/colada'
import { computed, ref } from 'vue'
import { call } from '../../../platform/api/client.ts'
import { useEvidenceRequests, useVerdicts } from '../../evidence/index.ts'

type Options = {
  submission: () => Submission
  side: 'self' | 'external'
  register: () => readonly Evidence[]
  current: () => OutlineLine | undefined
  /** The school's own answers are open. */
  editable: () => boolean
}

/** The evidence of the line one is at: which piece is looked at, what the team says of it, and what it asks for. */
export function useLineEvidence({ submission, side, register, current, editable }: Options) {
  const verdicts = useVerdicts(submission)
  const requests = useEvidenceRequests(submission)
  const code = computed(() => current()?.criterion.code ?? '')
  const pieces = computed(() => register().filter(({ criteria }) => criteria.includes(code.value)))

  /** The reader is of the team, and the team is at work. */
  const judging = computed(() => side === 'external' && submission().mayAssess)
  const { data: objections } = useQuery(() => ({
    key: ['submissions', submission().id, 'objections'],
    query: () => call(listObjections, { params: { id: submission().id } }),
    enabled: side === 'self' && submission().status === 'result-shown',
  }))
  const objecting = computed(
    () =>
      objections.value?.mayWrite === true &&
      objections.value.items.some(({ status, criterion }) => status === 'draft' && criterion === code.value),
  )
  /** The school may add: its answers are open, the team asks for more of this criterion, or an objection is drafted. */
  const adding = computed(() => side === 'self' && (editable() || requests.takes(code.value) || objecting.value))

  const chosenId = ref<Evidence['id'] | null>(null)
  const chosen = computed(() => pieces.value.find(({ id }) => id === chosenId.value) ?? null)
  const verdict = computed(() => (chosen.value ? verdicts.of(chosen.value.id, code.value) : null))

  return {
    verdicts,
    pieces,
    judging,
    adding,
    chosen,
    verdict,
    /** Opens a piece; the one that is open already is closed. */
    look: ({ id }: Evidence) => (chosenId.value = chosenId.value === id ? null : id),
    show: ({ id }: Evidence) => (chosenId.value = id),
    close: () => (chosenId.value = null),
    judge: async (said: Omit<VerdictSave, 'version'>) => {
      if (chosen.value) await verdicts.give(chosen.value.id, code.value, said)
    },
    /** What was said and asked about this line; null without a line. */
    said: computed(() => {
      const line = current()
      if (!line) return null
      const until = submission().externalAssessmentDue
      return { criterion: line.criterion, pieces: pieces.value, verdicts, requests, judging: judging.value, until }
    }),
  }
}
