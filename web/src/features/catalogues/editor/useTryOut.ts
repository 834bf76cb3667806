import {
  emptyAnswer,
  faultOfAnswer,
  findLine,
  gainsOf,
  gapsOfLine,
  hindrancesOf,
  linesOf,
  resultOf,
  type Answer,
  type Answers,
  type IndicatorSetDefinition,
} from '@thuoc/shared'
import { computed, ref, shallowRef } from 'vue'
import { bestAnswer } from './try-out.ts'

/** What is missing of proof is not asked for: nobody adds files to try a set. */
const ofEvidence: readonly string[] = ['evidence-missing', 'evidence-of-kind-missing']

/** Answers to a set in memory only, and what they come to by the rules of the server. */
export function useTryOut(set: () => IndicatorSetDefinition) {
  const answers = shallowRef<Answers>({})
  const chosen = ref<string | null>(null)
  const lines = computed(() => linesOf(set()))
  const line = computed(
    () => (chosen.value === null ? undefined : findLine(set(), chosen.value)) ?? lines.value[0] ?? null,
  )
  const answerOf = (code: string): Answer => answers.value[code] ?? emptyAnswer

  /** A value that can never stand is shown where it was typed, and added up nowhere. */
  const counted = computed<Answers>(() =>
    Object.fromEntries(
      lines.value.flatMap(({ criterion }) => {
        const answer = answerOf(criterion.code)
        return faultOfAnswer(criterion, answer) ? [] : [[criterion.code, answer] as const]
      }),
    ),
  )
  const result = computed(() => resultOf(set(), counted.value))

  return {
    lines,
    line,
    answerOf,
    counted,
    result,
    hindrances: computed(() => hindrancesOf(set(), result.value, counted.value)),
    gains: computed(() => gainsOf(set(), counted.value, result.value)),
    fault: computed(() => line.value && faultOfAnswer(line.value.criterion, answerOf(line.value.criterion.code))),
    gaps: computed(() =>
      line.value ? gapsOfLine(line.value, counted.value, {}).filter(({ gap }) => !ofEvidence.includes(gap)) : [],
    ),
    choose: (code: string) => (chosen.value = code),
    answer: (code: string, change: Partial<Answer>) =>
      (answers.value = { ...answers.value, [code]: { ...answerOf(code), ...change } }),
    clear: () => (answers.value = {}),
    giveMaximum: () =>
      (answers.value = Object.fromEntries(
        lines.value.map(({ criterion }) => [criterion.code, bestAnswer(criterion)] as const),
      )),
  }
}
export type TryOut = ReturnType<typeof useTryOut>
