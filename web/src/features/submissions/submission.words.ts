import {
  emptyAnswer,
  isLeafLine,
  maximumOf,
  parseDecimal,
  scoreOf,
  type Answer,
  type Hindrance,
  type IndicatorSetDefinition,
  type Leaf,
  type OutlineLine,
  type ProblemItem,
} from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiProblem } from '../../platform/api/client.ts'
import { useFormat } from '../../platform/ui/format.ts'
import type { FormGap } from './form/line-state.ts'
import { LocalFault } from './form/useFormLines.ts'

/** The name of a level as its set calls it; undefined leaves the usual name. */
export const levelNameOf = (set: IndicatorSetDefinition, level: number): string | undefined =>
  set.level.bands.find((band) => band.level === level)?.name

/** The three levels that have a colour; sets with more share the highest. */
export const shadeOf = (level: number): 1 | 2 | 3 => (level <= 1 ? 1 : level === 2 ? 2 : 3)

/** What the form says, in sentences. */
export function useSubmissionWords() {
  const { t, te } = useI18n()
  const format = useFormat()
  const score = (value: number) => format.value.score(value)

  /** `Nhóm 2 còn thiếu 6,25 điểm để đạt mức 3` */
  const hindranceText = (hindrance: Hindrance): string =>
    hindrance.kind === 'condition'
      ? t('submissions.hindrance.condition', { code: hindrance.code, level: hindrance.capsAt })
      : t(`submissions.hindrance.${hindrance.code === null ? 'total' : 'group'}`, {
          code: hindrance.code ?? '',
          needed: score(hindrance.needed),
          level: hindrance.nextLevel,
        })

  /** Why the level is what it is; one sentence of all that holds it down. */
  function hindrancesText(hindrances: readonly Hindrance[]): string {
    if (hindrances.length === 0) return t('submissions.hindrance.none')
    const conditions = hindrances.filter((one) => one.kind === 'condition')
    const scores = hindrances.filter((one) => one.kind === 'score').map(hindranceText)
    const unmet = conditions.length
      ? [
          t(
            'submissions.hindrance.conditions',
            { codes: conditions.map(({ code }) => code).join(', ') },
            conditions.length,
          ),
        ]
      : []
    const text = [...scores, ...unmet].join('; ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  }

  /** `chưa nhập tổng số` */
  const gapText = ({ gap, values = {} }: FormGap): string =>
    t(`submissions.gap.${gap}`, values, Number(values.least ?? 1))

  /** What a line says, short: `Đạt`, `5,25`, `42/50 → 5,88`. */
  function answerText(leaf: Leaf, answer: Answer = emptyAnswer): string {
    if (leaf.kind === 'condition')
      return answer.met === null ? '–' : t(answer.met ? 'submissions.answer.met' : 'submissions.answer.unmet')
    const points = scoreOf(leaf, answer)
    return points === null ? '–' : score(points)
  }

  /** The figures behind a score, where there are any: `42/50`, `120 học liệu`. */
  function figuresText(leaf: Leaf, answer: Answer = emptyAnswer): string | null {
    const number = format.value.number
    if (leaf.kind === 'ratio' && (answer.numerator !== null || answer.denominator !== null))
      return `${answer.numerator === null ? '–' : number(answer.numerator)}/${answer.denominator === null ? '–' : number(answer.denominator)}`
    if (leaf.kind === 'count' && answer.count !== null) return `${number(answer.count)} ${leaf.unit ?? ''}`.trim()
    if (leaf.kind === 'choice' && answer.choice !== null) return leaf.choices[answer.choice]?.title ?? null
    if (leaf.kind === 'checklist' && answer.items !== null)
      return t('submissions.answer.items', { count: answer.items.length, of: leaf.items.length })
    return null
  }

  const maximumText = (line: OutlineLine): string =>
    isLeafLine(line) && line.criterion.kind === 'condition'
      ? t('submissions.answer.condition')
      : t('submissions.answer.maximum', { score: score(maximumOf(line.criterion)) }, maximumOf(line.criterion) / 100)

  function faultText({ message, values = {} }: ProblemItem): string {
    const key = `submissions.fault.${message}`
    const said = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, isDecimal(value) ? score(parseDecimal(value)) : value]),
    )
    return te(key) ? t(key, said) : t(te(`problem.${message}`) ? `problem.${message}` : 'form.invalid')
  }

  /** Why a value was refused, by the part of the answer it is about; what belongs to none stands under `line`. */
  function faultsOf(error: unknown): Record<string, string> {
    if (error instanceof LocalFault) return { [error.fault.item.path]: faultText(error.fault.item) }
    if (!(error instanceof ApiProblem)) return {}
    const items = error.errors.map((item) => [partOf(item.path), faultText(item)] as const)
    return items.length ? Object.fromEntries(items) : { line: t(`problem.${error.code}`) }
  }

  return computed(() => ({
    hindranceText,
    hindrancesText,
    gapText,
    answerText,
    figuresText,
    maximumText,
    faultsOf,
  }))
}

const isDecimal = (value: string | number): value is string => typeof value === 'string' && /^\d+\.\d{2}$/.test(value)

/** `/body/answer/score` and `score` both speak of the score. */
const partOf = (path: string): string => path.replace(/^.*answer\//, '').replace(/^\//, '') || 'line'
