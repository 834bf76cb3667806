import {
  leafLinesOf,
  parseDecimal,
  type Award,
  type Bounds,
  type Criterion,
  type EvidenceDemand,
  type Hundredths,
  type SetFault,
} from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { useFormat } from '../../platform/ui/format.ts'

const ends = ['from', 'above', 'to', 'below'] as const

/** Key of the sentence for a band, by the ends it has: `from-to`, `above`, `any`. */
export const bandKey = (band: Bounds): string => ends.filter((end) => band[end] !== undefined).join('-') || 'any'

/** Scores in a fault come as text with two places; codes and names stay as they are. */
const isScore = (value: string | number): value is string => typeof value === 'string' && /^\d+\.\d{2}$/.test(value)

/** How many lines of a set are scored, and how many are conditions. */
export function sizeOf(definition: Parameters<typeof leafLinesOf>[0]) {
  const leaves = leafLinesOf(definition)
  const conditions = leaves.filter(({ criterion }) => criterion.kind === 'condition').length
  return { lines: leaves.length, scored: leaves.length - conditions, conditions }
}

/** Where a fault is, as a fragment of the page: the criterion, or the level rule. */
export const anchorOf = (path: string): string => `muc-${path.replaceAll('.', '-')}`

/** What an indicator set says, in sentences. */
export function useSetWords() {
  const { t } = useI18n()
  const format = useFormat()

  /** `từ 50 đến 75` */
  const bandText = (band: Bounds): string => {
    const given = Object.fromEntries(
      ends.map((end) => [end, band[end] === undefined ? '' : format.value.number(band[end] / 100)] as const),
    )
    return t(`catalogues.band.${bandKey(band)}`, given)
  }

  /** What proof is asked for: `Cần 2 minh chứng khi …`, `loại: tệp`. */
  const evidenceOf = ({ demand, kinds, least = 1 }: EvidenceDemand): string[] => [
    t(`catalogues.demand.${demand}`, { least }),
    ...(kinds
      ? [t('catalogues.demand.kinds', { kinds: kinds.map((kind) => t(`catalogues.demand.${kind}`)).join(', ') })]
      : []),
  ]

  /** What is asked with a line, besides its value. */
  function demandsOf(criterion: Criterion): string[] {
    const { evidence, noteRequired, fields = [] } = criterion
    return [
      ...(evidence ? evidenceOf(evidence) : []),
      ...(noteRequired ? [t('catalogues.demand.note')] : []),
      ...fields.map(({ title, choices }) =>
        choices
          ? t('catalogues.demand.fieldChoices', { title, choices: choices.join(', ') })
          : t('catalogues.demand.field', { title }),
      ),
      ...awardOf(criterion),
    ]
  }

  function awardOf(criterion: Criterion): string[] {
    if (criterion.kind === 'points' && criterion.step !== undefined)
      return [t('catalogues.demand.step', { step: format.value.score(criterion.step) })]
    if (criterion.kind === 'aggregate')
      return [t(`catalogues.share.${criterion.share}`, { level: criterion.atLevel ?? '' }), awardKind(criterion.award)]
    if (criterion.kind === 'count' && criterion.award.by === 'proportion' && criterion.target !== undefined)
      return [
        t('catalogues.demand.target', { target: format.value.number(criterion.target), unit: criterion.unit ?? '' }),
      ]
    return criterion.kind === 'count' || criterion.kind === 'ratio' ? [awardKind(criterion.award)] : []
  }
  const awardKind = ({ by }: Award): string => t(`catalogues.demand.${by}`)

  /** `từ 90% được 12 điểm`, line by line; empty where bands do not decide. */
  function bandsOf(criterion: Criterion): string[] {
    if (criterion.kind !== 'count' && criterion.kind !== 'ratio' && criterion.kind !== 'aggregate') return []
    return awardLines(criterion.award, criterion.kind === 'count' ? (criterion.unit ?? '') : '%')
  }
  const awardLines = (award: Award, unit: string): string[] =>
    award.by === 'bands'
      ? award.bands.map((band) =>
          t('catalogues.band.earns', {
            band: [bandText(band), unit].join(unit === '%' ? '' : ' ').trim(),
            points: format.value.score(band.points),
          }),
        )
      : []

  const inLanguage = (value: string | number) => (isScore(value) ? format.value.score(parseDecimal(value)) : value)

  const faultText = ({ rule, values = {} }: SetFault): string =>
    t(
      `catalogues.fault.${rule}`,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inLanguage(value)])),
    )
  /** `1.4`, or in words what has no code: the set itself, the level rule, a doubt of it. */
  const placeText = (path: string): string =>
    /^\d/.test(path) ? path : t(`catalogues.place.${path === 'set' ? 'set' : 'level'}`)

  const score = (value: Hundredths) => format.value.score(value)
  return computed(() => ({
    bandText,
    demandsOf,
    evidenceOf,
    awardKind,
    awardLines,
    bandsOf,
    faultText,
    placeText,
    score,
  }))
}
