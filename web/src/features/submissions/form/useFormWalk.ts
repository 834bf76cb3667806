import { emptyAnswer, type Form, type OutlineLine } from '@thuoc/shared'
import { computed, ref } from 'vue'
import type { FormSide } from './form-side.ts'
import { stateOfLine, type LineState } from './line-state.ts'
import type { FormLines } from './useFormLines.ts'

/**
 * Where one is in the form, where one can go, and how each line stands.
 * @param only of the lines, those that are stepped through; null for all
 * @param go opens another line
 */
export function useFormWalk(options: {
  form: () => Form
  side: FormSide
  lines: FormLines
  code: () => string | undefined
  only: () => ((code: string) => boolean) | null
  go: (code: string) => void
}) {
  const { form, side, lines } = options

  const stops = computed(() => side.stops(form().definition))
  const walked = computed(() => {
    const only = options.only()
    return only ? stops.value.filter(({ criterion }) => only(criterion.code)) : stops.value
  })
  /** Without a line in the address: the first that lacks something when the form is opened. */
  const start = ref(lines.gaps.value[0]?.code)
  const current = computed(() => {
    const wanted = options.code() ?? start.value
    return stops.value.find(({ criterion }) => criterion.code === wanted) ?? stops.value[0]
  })
  const currentCode = computed(() => current.value?.criterion.code ?? '')
  const at = computed(() => walked.value.findIndex(({ criterion }) => criterion.code === currentCode.value))

  /** What the managing body asked when it returned the file; that concerns the school's side only. */
  const remarkOf = (code: string) => (side.name === 'self' ? (lines.lineOf(code)?.remark ?? null) : null)

  function stateOf(line: OutlineLine): LineState {
    const { code } = line.criterion
    const state = lines.drafts.get(code)?.state
    if (state === 'conflict' || state === 'refused') return state
    return stateOfLine(line, {
      answer: lines.counted.value[code] ?? emptyAnswer,
      gaps: lines.gaps.value.filter((gap) => gap.code === code),
      remark: remarkOf(code),
      other: side.name === 'self' ? null : (lines.self.value[code] ?? emptyAnswer),
    })
  }
  const states = computed(() => new Map(stops.value.map((line) => [line.criterion.code, stateOf(line)])))

  function go(code: string) {
    lines.flush()
    if (code !== currentCode.value) options.go(code)
  }

  function step(by: 1 | -1) {
    const line = walked.value[at.value >= 0 ? at.value + by : 0]
    if (line) go(line.criterion.code)
  }

  /** The next line after this one that lacks something, from the beginning again when there is none below. */
  function nextMissing() {
    const lacking = new Set(lines.gaps.value.map(({ code }) => code))
    const order = stops.value.map(({ criterion }) => criterion.code)
    const from = order.indexOf(currentCode.value)
    const next = [...order.slice(from + 1), ...order.slice(0, from + 1)].find((code) => lacking.has(code))
    if (next) go(next)
  }

  return { walked, current, currentCode, at, states, remarkOf, go, step, nextMissing }
}
