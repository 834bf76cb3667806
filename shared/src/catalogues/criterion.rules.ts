import { decimalText, type Hundredths } from '../decimal.ts'
import {
  faultsOfBands,
  faultsOfContinuousBands,
  faultsOfCountBands,
  firstOf,
  type FoundBandFault,
} from './band.rules.ts'
import {
  largestFigure,
  mostItems,
  type Criterion,
  type Leaf,
  type LevelBand,
  type PointBand,
} from './criterion.schema.ts'
import type { SetFault, SetRule } from './indicator-set.schema.ts'
import { maximumOf } from './outline.rules.ts'

/** A ratio is read in per cent: 0 to 100. */
const wholePercent: Hundredths = 10_000
/** A count may be as large as an answer takes; the last band has to stay open above. */
const largestCount: Hundredths = largestFigure * 100

type Figures = NonNullable<SetFault['values']>

export const setFaultAt = (path: string, rule: SetRule, part?: string, values?: Figures): SetFault => ({
  path,
  ...(part !== undefined && { part }),
  rule,
  ...(values && { values }),
})

const missingTitle = (code: string, title: string, part = 'title') =>
  title.trim() === '' ? [setFaultAt(code, 'title-missing', part)] : []

/** Every fault of a group or criterion that has a title, a maximum and parts: the parts reach the maximum. */
export function faultsOfParts(code: string, title: string, maximum: Hundredths, parts: readonly Criterion[]) {
  const sum = parts.reduce((total, part) => total + maximumOf(part), 0)
  const values = { sum: decimalText(sum), maximum: decimalText(maximum) }
  return [
    ...missingTitle(code, title),
    ...(parts.length > 0 && sum !== maximum ? [setFaultAt(code, 'maxima-do-not-add-up', 'maximum', values)] : []),
  ]
}

/** Every fault of one criterion and its parts, with its code; codes themselves are looked at over the whole set. */
export function faultsOfCriterion(criterion: Criterion): SetFault[] {
  const { code, title } = criterion
  const shared = [...faultsOfFields(criterion), ...faultsOfMaximum(criterion)]
  if (criterion.kind !== 'sum') return [...missingTitle(code, title), ...shared, ...faultsOfLeaf(criterion)]
  const { maximum, bands, criteria } = criterion
  return [
    ...faultsOfParts(code, title, maximum, criteria),
    ...shared,
    ...(criteria.length === 0 ? [setFaultAt(code, 'sum-empty')] : []),
    ...(bands ? faultsOfLevels(code, bands, maximum) : []),
    ...criteria.flatMap((part) => faultsOfCriterion(part)),
  ]
}

const faultsOfMaximum = (criterion: Criterion) =>
  criterion.kind !== 'condition' && criterion.maximum === 0
    ? [setFaultAt(criterion.code, 'maximum-is-zero', 'maximum')]
    : []

const faultsOfFields = ({ code, fields = [] }: Criterion): SetFault[] =>
  fields.flatMap(({ key, title, choices = [] }, at) => [
    ...[title, ...choices].flatMap((text) => missingTitle(code, text, `fields/${key}`)),
    ...(fields.findIndex((other) => other.key === key) === at
      ? []
      : [setFaultAt(code, 'field-twice', `fields/${key}`, { field: key })]),
  ])

type LeafOf<K extends Leaf['kind']> = Extract<Leaf, { kind: K }>

function faultsOfLeaf(leaf: Leaf): SetFault[] {
  switch (leaf.kind) {
    case 'condition':
      return []
    case 'points':
      return faultsOfStep(leaf)
    case 'checklist':
      return faultsOfItems(leaf)
    case 'choice':
      return faultsOfChoices(leaf)
    case 'count':
      return faultsOfCount(leaf)
    case 'ratio':
      return faultsOfShare(leaf)
    case 'aggregate':
      return [
        ...faultsOfShare(leaf),
        ...(leaf.share === 'recognised-at-level' && leaf.atLevel === undefined
          ? [setFaultAt(leaf.code, 'share-needs-level', 'share')]
          : []),
      ]
  }
}

const faultsOfStep = ({ code, maximum, step }: LeafOf<'points'>) =>
  step !== undefined && (step === 0 || maximum % step !== 0)
    ? [
        setFaultAt(code, 'step-does-not-divide-maximum', 'step', {
          step: decimalText(step),
          maximum: decimalText(maximum),
        }),
      ]
    : []

/** What nobody could tick would be promised for nothing. */
const tooMany = (code: string, part: string, count: number) =>
  count > mostItems ? [setFaultAt(code, 'items-too-many', part, { count, most: mostItems })] : []

function faultsOfItems({ code, maximum, items }: LeafOf<'checklist'>): SetFault[] {
  if (items.length === 0) return [setFaultAt(code, 'items-missing', 'items')]
  const sum = items.reduce((total, item) => total + item.points, 0)
  const values = { sum: decimalText(sum), maximum: decimalText(maximum) }
  return [
    ...tooMany(code, 'items', items.length),
    ...items.flatMap(({ title }, at) => missingTitle(code, title, `items/${at}`)),
    ...(sum === maximum ? [] : [setFaultAt(code, 'items-do-not-reach-maximum', 'items', values)]),
  ]
}

function faultsOfChoices({ code, maximum, choices }: LeafOf<'choice'>): SetFault[] {
  const untitled = [
    ...tooMany(code, 'choices', choices.length),
    ...choices.flatMap(({ title }, at) => missingTitle(code, title, `choices/${at}`)),
  ]
  if (choices.length < 2) return [...untitled, setFaultAt(code, 'choices-too-few', 'choices')]
  const best = Math.max(...choices.map((choice) => choice.points))
  const values = { best: decimalText(best), maximum: decimalText(maximum) }
  const at = choices.findIndex((choice) => choice.points === best)
  if (best > maximum) return [...untitled, setFaultAt(code, 'choice-above-maximum', `choices/${at}`, values)]
  return best < maximum ? [...untitled, setFaultAt(code, 'no-choice-reaches-maximum', 'choices', values)] : untitled
}

function faultsOfCount(leaf: LeafOf<'count'>): SetFault[] {
  const { code, award, target } = leaf
  if (award.by === 'proportion' && target === undefined) return [setFaultAt(code, 'proportion-needs-target', 'target')]
  return award.by === 'bands' ? faultsOfPoints(leaf, award.bands, faultsOfCountBands(award.bands, largestCount)) : []
}

const faultsOfShare = (leaf: LeafOf<'ratio' | 'aggregate'>) =>
  leaf.award.by === 'bands'
    ? faultsOfPoints(leaf, leaf.award.bands, faultsOfContinuousBands(leaf.award.bands, wholePercent))
    : []

function faultsOfPoints(
  { code, maximum }: LeafOf<'count' | 'ratio' | 'aggregate'>,
  bands: readonly PointBand[],
  found: readonly FoundBandFault[],
): SetFault[] {
  const tooHigh = bands.flatMap(({ points }, at) =>
    points > maximum
      ? [
          setFaultAt(code, 'band-points-above-maximum', `bands/${at}`, {
            points: decimalText(points),
            maximum: decimalText(maximum),
          }),
        ]
      : [],
  )
  return [...faultsOfRange(code, bands, found), ...tooHigh]
}

const faultsOfRange = (code: string, bands: readonly unknown[], found: readonly FoundBandFault[]): SetFault[] =>
  bands.length === 0
    ? [setFaultAt(code, 'bands-missing', 'bands')]
    : found.map(({ rule, at }) => setFaultAt(code, rule, 'bands', { at: decimalText(at) }))

/** Bands of levels cover every score once, and levels rise with the score. */
export function faultsOfLevels(code: string, bands: readonly LevelBand[], limit: Hundredths): SetFault[] {
  const ordered = [...bands].sort((a, b) => firstOf(a) - firstOf(b))
  const rising = ordered.every((band, at) => at === 0 || band.level > (ordered[at - 1]?.level ?? 0))
  return [
    ...faultsOfRange(code, bands, faultsOfBands(bands, limit)),
    ...(rising ? [] : [setFaultAt(code, 'levels-out-of-order', 'bands')]),
  ]
}
