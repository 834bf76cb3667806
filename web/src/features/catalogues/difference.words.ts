import {
  award,
  decimal,
  evidenceDemand,
  extraField,
  indicatorSetDefinition,
  levelBand,
  levelRule,
  refinedSet,
  type differingParts,
  type LevelBand,
  type SetDifference,
} from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { z } from 'zod'
import { useFormat } from '../../platform/ui/format.ts'
import { useSetWords } from './set.words.ts'

type Part = (typeof differingParts)[number]
/** What stood in one place, line by line; no line: nothing stood there. */
type Lines = readonly string[]
type Change = Extract<SetDifference['change'], { kind: 'changed' }>

const option = z.object({ title: z.string(), points: decimal })
const place = z.object({ parent: z.string().nullable(), after: z.string().nullable() })
const share = z.union([z.string().transform((name) => [name, null] as const), z.tuple([z.string(), z.int()])])
const shape = indicatorSetDefinition.shape

/** The parts of a set in words people use, whatever they look like on the wire. */
export function useDifferenceWords() {
  const { t } = useI18n()
  const format = useFormat()
  const words = useSetWords()

  const score = decimal.transform((value): Lines => [format.value.score(value)])
  const number = z.number().transform((value): Lines => [format.value.number(value)])
  const text = z.string().transform((value): Lines => value.split('\n').filter((line) => line.trim() !== ''))
  const yes = z.boolean().transform((value): Lines => [t(`catalogues.difference.${value ? 'yes' : 'no'}`)])
  const options = z
    .array(option)
    .transform((all): Lines =>
      all.map(({ title, points }) => t('catalogues.difference.option', { title, points: format.value.score(points) })),
    )
  const bandLine = (band: LevelBand) =>
    t('catalogues.difference.band', {
      band: words.value.bandText(band),
      level: band.level,
      name: band.name ?? '',
    }).trim()
  const fields = z
    .array(extraField)
    .transform((all): Lines =>
      all.map(({ title, choices }) =>
        choices
          ? t('catalogues.demand.fieldChoices', { title, choices: choices.join(', ') })
          : t('catalogues.demand.field', { title }),
      ),
    )

  const readers: Record<Part, z.ZodType<Lines>> = {
    title: text,
    decision: shape.decision.transform((value): Lines =>
      value ? [t('catalogues.page.decisionText', { ...value, date: format.value.day(value.date) })] : [],
    ),
    sample: yes,
    'applies-to': shape.appliesTo.transform((types): Lines => types.map((type) => t(`org.type.${type}`))),
    'evidence-code': shape.evidenceCode.transform((scheme): Lines => [t(`catalogues.scheme.${scheme}`)]),
    refines: refinedSet.transform(({ code, version }): Lines => [`${code}, ${t('catalogues.version', { version })}`]),
    'level-rule': levelRule.transform(({ bands, combine, unmetConditionCapsAt: cap }): Lines => [
      ...bands.map(bandLine),
      t(`catalogues.level.${combine}`),
      cap === null ? t('catalogues.level.noCap') : t('catalogues.level.cap', { level: cap }),
    ]),
    kind: z.string().transform((kind): Lines => [t(`catalogues.kind.${kind}`)]),
    maximum: score,
    step: score,
    target: number,
    unit: text,
    numerator: text,
    denominator: text,
    award: award.transform((value): Lines => [words.value.awardKind(value), ...words.value.awardLines(value, '')]),
    items: options,
    choices: options,
    bands: z.array(levelBand).transform((bands): Lines => bands.map(bandLine)),
    evidence: evidenceDemand.transform((demand): Lines => words.value.evidenceOf(demand)),
    'note-required': yes,
    fields,
    guidance: text,
    doubt: z.union([text, z.array(z.string())]),
    measurement: z.union([
      text,
      z.array(z.string().nullable()).transform((keys): Lines => keys.flatMap((key) => key ?? [])),
    ]),
    share: share.transform(([name, level]): Lines => [t(`catalogues.share.${name}`, { level: level ?? '' })]),
    position: place.transform(({ parent, after }): Lines => [
      after !== null
        ? t('catalogues.difference.behind', { code: after })
        : parent !== null
          ? t('catalogues.difference.firstOf', { code: parent })
          : t('catalogues.difference.first'),
    ]),
  }

  /** What stood there, in sentences; what nobody foresaw is shown as it came rather than hidden. */
  function linesOf(part: Part, value: unknown): Lines {
    if (value === null || value === undefined) return []
    const read = readers[part].safeParse(value)
    return read.success ? read.data : [JSON.stringify(value)]
  }

  /** Both sides of a change; `short` where they fit into one sentence: `điểm tối đa 10 → 12`. */
  function changeText({ part, before, after }: Change) {
    const [was, is] = [linesOf(part, before), linesOf(part, after)]
    const short = [was, is].every((lines) => lines.length <= 1 && (lines[0] ?? '').length <= 60)
    return { name: t(`catalogues.part.${part}`), before: was, after: is, short }
  }

  return computed(() => ({ changeText, nothing: t('catalogues.difference.nothing') }))
}

/** Differences by their place, in the order they came. */
export const byPlace = (differences: readonly SetDifference[]) =>
  [...Map.groupBy(differences, ({ path }) => path)].map(([path, changes]) => ({
    path,
    title: changes[0]?.title ?? '',
    changes: changes.map(({ change }) => change),
  }))
