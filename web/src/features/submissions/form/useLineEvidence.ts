import type { Evidence, OutlineLine, Submission, VerdictSave } from '@thuoc/shared'
import { computed, ref } from 'vue'
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
  /** The school may add: its answers are open, or the team has asked for more evidence of this criterion. */
  const adding = computed(() => side === 'self' && (editable() || requests.takes(code.value)))

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
