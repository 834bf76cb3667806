import { decimalText, type Hundredths } from '../decimal.ts'
import { faultOfBands, faultOfContinuousBands, faultOfCountBands, firstOf, type FoundBandFault } from './band.rules.ts'
import {
  largestFigure,
  type Criterion,
  type CriterionGroup,
  type IndicatorSetDefinition,
  type Leaf,
  type LevelBand,
  type PointBand,
  type SetFault,
} from './indicator-set.schema.ts'
import { maximumOf, maximumOfSet } from './outline.rules.ts'

/** A ratio is read in per cent: 0 to 100. */
const wholePercent: Hundredths = 10_000
/** A count may be as large as an answer takes; the last band has to stay open above. */
const largestCount: Hundredths = largestFigure * 100

type Rule = SetFault['rule']
const fault = (path: string, rule: Rule, values?: SetFault['values']): SetFault => ({
  path,
  rule,
  ...(values && { values }),
})

/**
 * Every fault of a definition, each with its place; an empty list may be published.
 * Checked: maxima add up, codes are unique and stand under their parent, bands partition their range,
 * points of items, choices and bands fit the maximum, steps divide it.
 */
export function faultsOfSet(set: IndicatorSetDefinition): SetFault[] {
  return [...faultsOfCodes(set), ...set.groups.flatMap(faultsOfGroup), ...faultsOfLevelRule(set)]
}

function faultsOfCodes(set: IndicatorSetDefinition): SetFault[] {
  const seen = new Set<string>()
  const faults: SetFault[] = []
  const visit = (code: string, parent: string | null) => {
    if (seen.has(code)) faults.push(fault(code, 'code-twice'))
    seen.add(code)
    if (parent !== null && !code.startsWith(`${parent}.`)) faults.push(fault(code, 'code-outside-parent', { parent }))
  }
  for (const group of set.groups) {
    visit(group.code, null)
    for (const criterion of group.criteria) {
      visit(criterion.code, group.code)
      if (criterion.kind === 'sum') for (const part of criterion.criteria) visit(part.code, criterion.code)
    }
  }
  return faults
}

function faultsOfSum(code: string, maximum: Hundredths, parts: readonly Criterion[]): SetFault[] {
  const sum = parts.reduce((total, part) => total + maximumOf(part), 0)
  return sum === maximum
    ? []
    : [fault(code, 'maxima-do-not-add-up', { sum: decimalText(sum), maximum: decimalText(maximum) })]
}

function faultsOfGroup(group: CriterionGroup): SetFault[] {
  return [...faultsOfSum(group.code, group.maximum, group.criteria), ...group.criteria.flatMap(faultsOfCriterion)]
}

function faultsOfCriterion(criterion: Criterion): SetFault[] {
  const shared = [...faultsOfFields(criterion), ...faultsOfMaximum(criterion)]
  if (criterion.kind !== 'sum') return [...shared, ...faultsOfLeaf(criterion)]
  return [
    ...shared,
    ...faultsOfSum(criterion.code, criterion.maximum, criterion.criteria),
    ...(criterion.bands ? faultsOfLevels(criterion.code, criterion.bands, criterion.maximum) : []),
    ...criterion.criteria.flatMap(faultsOfCriterion),
  ]
}

function faultsOfMaximum(criterion: Criterion): SetFault[] {
  return criterion.kind !== 'condition' && criterion.maximum === 0 ? [fault(criterion.code, 'maximum-is-zero')] : []
}

function faultsOfFields({ code, fields = [] }: Criterion): SetFault[] {
  const twice = fields.filter((field, at) => fields.findIndex((other) => other.key === field.key) !== at)
  return twice.map((field) => fault(code, 'field-twice', { field: field.key }))
}

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
      return leaf.award.by === 'bands'
        ? faultsOfPoints(leaf, leaf.award.bands, faultOfContinuousBands(leaf.award.bands, wholePercent))
        : []
  }
}

function faultsOfStep({ code, maximum, step }: LeafOf<'points'>): SetFault[] {
  return step !== undefined && (step === 0 || maximum % step !== 0)
    ? [fault(code, 'step-does-not-divide-maximum', { step: decimalText(step), maximum: decimalText(maximum) })]
    : []
}

function faultsOfItems({ code, maximum, items }: LeafOf<'checklist'>): SetFault[] {
  const sum = items.reduce((total, item) => total + item.points, 0)
  return sum === maximum
    ? []
    : [fault(code, 'items-do-not-reach-maximum', { sum: decimalText(sum), maximum: decimalText(maximum) })]
}

function faultsOfChoices({ code, maximum, choices }: LeafOf<'choice'>): SetFault[] {
  const best = Math.max(...choices.map((choice) => choice.points))
  const values = { best: decimalText(best), maximum: decimalText(maximum) }
  if (best > maximum) return [fault(code, 'choice-above-maximum', values)]
  return best < maximum ? [fault(code, 'no-choice-reaches-maximum', values)] : []
}

function faultsOfCount(leaf: LeafOf<'count'>): SetFault[] {
  const { code, award, target } = leaf
  if (award.by === 'proportion' && target === undefined) return [fault(code, 'proportion-needs-target')]
  return award.by === 'bands' ? faultsOfPoints(leaf, award.bands, faultOfCountBands(award.bands, largestCount)) : []
}

function faultsOfPoints(
  { code, maximum }: LeafOf<'count' | 'ratio'>,
  bands: readonly PointBand[],
  found: FoundBandFault | null,
): SetFault[] {
  const above = bands.filter((band) => band.points > maximum)
  return [
    ...faultsOfRange(code, found),
    ...above.map((band) =>
      fault(code, 'band-points-above-maximum', { points: decimalText(band.points), maximum: decimalText(maximum) }),
    ),
  ]
}

const faultsOfRange = (code: string, found: FoundBandFault | null): SetFault[] =>
  found ? [fault(code, found.rule, { at: decimalText(found.at) })] : []

/** Levels rise with the score. */
function faultsOfLevels(code: string, bands: readonly LevelBand[], limit: Hundredths): SetFault[] {
  const ordered = [...bands].sort((a, b) => firstOf(a) - firstOf(b))
  const rising = ordered.every((band, at) => at === 0 || band.level > (ordered[at - 1]?.level ?? 0))
  return [...faultsOfRange(code, faultOfBands(bands, limit)), ...(rising ? [] : [fault(code, 'levels-out-of-order')])]
}

function faultsOfLevelRule(set: IndicatorSetDefinition): SetFault[] {
  const { bands, combine, unmetConditionCapsAt: cap } = set.level
  const limit = combine === 'total' ? maximumOfSet(set) : Math.max(...set.groups.map((group) => group.maximum))
  const capKnown = cap === null || bands.some((band) => band.level === cap)
  return [...faultsOfLevels('level', bands, limit), ...(capKnown ? [] : [fault('level', 'cap-is-no-level')])]
}
