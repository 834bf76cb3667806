import { leafLinesOf, parseDecimal, type Bounds, type Criterion, type Hundredths, type SetFault } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
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
      ends.map((end) => [end, band[end] === undefined ? '' : format.value.score(band[end])] as const),
    )
    return t(`catalogues.band.${bandKey(band)}`, given)
  }

  /** What is asked with a line, besides its value. */
  function demandsOf(criterion: Criterion): string[] {
    const { evidence, noteRequired, fields = [] } = criterion
    const kinds = evidence?.kinds?.map((kind) => t(`catalogues.demand.${kind}`)).join(', ')
    return [
      ...(evidence ? [t(`catalogues.demand.${evidence.demand}`, { least: evidence.least ?? 1 })] : []),
      ...(kinds ? [t('catalogues.demand.kinds', { kinds })] : []),
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
    return criterion.kind === 'count' || criterion.kind === 'ratio'
      ? [t(`catalogues.demand.${criterion.award.by}`)]
      : []
  }

  const inLanguage = (value: string | number) => (isScore(value) ? format.value.score(parseDecimal(value)) : value)

  const faultText = ({ rule, values = {} }: SetFault): string =>
    t(
      `catalogues.fault.${rule}`,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inLanguage(value)])),
    )
  const placeText = (path: string): string => (path === 'level' ? t('catalogues.place.level') : path)

  const score = (value: Hundredths) => format.value.score(value)
  return computed(() => ({ bandText, demandsOf, faultText, placeText, score }))
}
