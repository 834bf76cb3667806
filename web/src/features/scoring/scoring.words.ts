import {
  emptyAnswer,
  isLeafLine,
  maximumOf,
  parseDecimal,
  scoreOf,
  type Answer,
  type EvidenceKind,
  type GapKind,
  type Hindrance,
  type IndicatorSetDefinition,
  type Leaf,
  type LevelBand,
  type OutlineLine,
  type ProblemItem,
} from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { useFormat } from '../../platform/ui/format.ts'

/** What is missing on a line; the external side also asks for a reason. */
export type FormGap = { code: string; gap: GapKind | 'reason-missing'; values?: Record<string, string | number> }

/** The name of a level as its set calls it; undefined leaves the usual name. */
export const levelNameOf = (set: IndicatorSetDefinition, level: number): string | undefined =>
  set.level.bands.find((band) => band.level === level)?.name

/** The bands a group is read by: its own, or those of the level rule where that is of each group. */
export const bandsOfGroup = ({ level, groups }: IndicatorSetDefinition, code: string): readonly LevelBand[] =>
  groups.find((group) => group.code === code)?.bands ?? (level.combine === 'lowest-group' ? level.bands : [])

/** The three levels that have a colour; sets with more share the highest. */
export const shadeOf = (level: number): 1 | 2 | 3 => (level <= 1 ? 1 : level === 2 ? 2 : 3)

/** What answers, gaps and results say, in sentences. */
export function useScoringWords() {
  const { t, te } = useI18n()
  const format = useFormat()
  const score = (value: number) => format.value.score(value)

  /** `Nhóm 2 còn thiếu 6,25 điểm để đạt mức 3` */
  const hindranceText = (hindrance: Hindrance): string =>
    hindrance.kind === 'condition'
      ? t(`scoring.hindrance.${hindrance.unanswered ? 'unanswered' : 'condition'}`, {
          code: hindrance.code,
          level: hindrance.capsAt,
        })
      : t(`scoring.hindrance.${hindrance.code === null ? 'total' : 'group'}`, {
          code: hindrance.code ?? '',
          needed: score(hindrance.needed),
          level: hindrance.nextLevel,
        })

  /** Why the level is what it is; one sentence of all that holds it down. */
  function hindrancesText(hindrances: readonly Hindrance[]): string {
    if (hindrances.length === 0) return t('scoring.hindrance.none')
    const conditions = hindrances.filter((one) => one.kind === 'condition')
    const scores = hindrances.filter((one) => one.kind === 'score').map(hindranceText)
    const said = (key: 'conditions' | 'unansweredAll', those: typeof conditions) =>
      those.length
        ? [t(`scoring.hindrance.${key}`, { codes: those.map(({ code }) => code).join(', ') }, those.length)]
        : []
    const unmet = said(
      'conditions',
      conditions.filter(({ unanswered }) => !unanswered),
    )
    const open = said(
      'unansweredAll',
      conditions.filter(({ unanswered }) => unanswered),
    )
    const text = [...scores, ...unmet, ...open].join('; ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  }

  const kindText = (kind: EvidenceKind): string => t(`scoring.evidence.${kind}`)

  /** `chưa nhập tổng số` */
  function gapText({ gap, values = {} }: FormGap): string {
    const { kind } = values
    const said = typeof kind === 'string' && te(`scoring.evidence.${kind}`) ? t(`scoring.evidence.${kind}`) : kind
    return t(`scoring.gap.${gap}`, { ...figuresIn(values), ...(said !== undefined && { kind: said }) }, countIn(values))
  }

  /** Figures as they are read: `1.200`. */
  const figuresIn = (values: Record<string, string | number>) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? format.value.number(value) : value,
      ]),
    )

  /** What a line says, short: `Đạt`, `5,25`, `42/50 → 5,88`. */
  function answerText(leaf: Leaf, answer: Answer = emptyAnswer): string {
    if (leaf.kind === 'condition')
      return answer.met === null ? '–' : t(answer.met ? 'scoring.answer.met' : 'scoring.answer.unmet')
    const points = scoreOf(leaf, answer)
    return points === null ? '–' : score(points)
  }

  /** The figures behind a score, where there are any: `42/50`, `120 học liệu`. */
  function figuresText(leaf: Leaf, answer: Answer = emptyAnswer): string | null {
    const number = (value: number | null) => (value === null ? '–' : format.value.number(value))
    const { numerator, denominator } = answer
    if ((leaf.kind === 'ratio' || leaf.kind === 'aggregate') && (numerator !== null || denominator !== null))
      return `${number(numerator)}/${number(denominator)}`
    if (leaf.kind === 'count' && answer.count !== null) return `${number(answer.count)} ${leaf.unit ?? ''}`.trim()
    if (leaf.kind === 'choice' && answer.choice !== null) return leaf.choices[answer.choice]?.title ?? null
    if (leaf.kind === 'checklist' && answer.items !== null)
      return t('scoring.answer.items', { count: answer.items.length, of: leaf.items.length })
    return null
  }

  const maximumText = (line: OutlineLine): string =>
    isLeafLine(line) && line.criterion.kind === 'condition'
      ? t('scoring.answer.condition')
      : t('scoring.answer.maximum', { score: score(maximumOf(line.criterion)) }, maximumOf(line.criterion) / 100)

  /** What an aggregate counts: `số đơn vị được công nhận từ mức 2 trên số đơn vị tham gia`. */
  const shareText = (leaf: Extract<Leaf, { kind: 'aggregate' }>): string =>
    t(`scoring.share.${leaf.share}`, { level: leaf.atLevel ?? 1 })

  /** Why an answer is refused, by the code that the rules and the server give. */
  function faultText({ message, values = {} }: ProblemItem): string {
    const key = `scoring.fault.${message}`
    const said = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, isDecimal(value) ? score(parseDecimal(value)) : value]),
    )
    return te(key) ? t(key, said) : t(te(`problem.${message}`) ? `problem.${message}` : 'form.invalid')
  }

  return computed(() => ({
    hindranceText,
    hindrancesText,
    kindText,
    gapText,
    answerText,
    figuresText,
    maximumText,
    shareText,
    faultText,
  }))
}

const isDecimal = (value: string | number): value is string => typeof value === 'string' && /^\d+\.\d{2}$/.test(value)

const countIn = ({ least }: Record<string, string | number>): number => Number(least ?? 1)
