import { decimalText, type Hundredths } from '../decimal.ts'
import { faultOfBands, firstOf, type Bounds } from './band.rules.ts'
import type {
  Criterion,
  CriterionGroup,
  IndicatorSetDefinition,
  Leaf,
  LevelBand,
  SetFault,
} from './indicator-set.schema.ts'
import { maximumOf, maximumOfSet } from './outline.rules.ts'

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

const leafFaults: { [K in Leaf['kind']]: (leaf: Extract<Leaf, { kind: K }>) => SetFault[] } = {
  condition: () => [],
  points: ({ code, maximum, step }) =>
    step !== undefined && (step === 0 || maximum % step !== 0)
      ? [fault(code, 'step-does-not-divide-maximum', { step: decimalText(step), maximum: decimalText(maximum) })]
      : [],
  checklist: ({ code, maximum, items }) => {
    const sum = items.reduce((total, item) => total + item.points, 0)
    return sum === maximum
      ? []
      : [fault(code, 'items-do-not-reach-maximum', { sum: decimalText(sum), maximum: decimalText(maximum) })]
  },
  choice: ({ code, maximum, choices }) => {
    const best = Math.max(...choices.map((choice) => choice.points))
    const values = { best: decimalText(best), maximum: decimalText(maximum) }
    if (best > maximum) return [fault(code, 'choice-above-maximum', values)]
    return best < maximum ? [fault(code, 'no-choice-reaches-maximum', values)] : []
  },
  count: ({ code, maximum, award, target }) => {
    if (award.by === 'proportion' && target === undefined) return [fault(code, 'proportion-needs-target')]
    return award.by === 'bands' ? faultsOfPoints(code, award.bands, maximum, 0) : []
  },
  /** A ratio is read in per cent: 0 to 100. */
  ratio: ({ code, maximum, award }) => (award.by === 'bands' ? faultsOfPoints(code, award.bands, maximum, 10_000) : []),
}

function faultsOfLeaf(leaf: Leaf): SetFault[] {
  const check: (leaf: never) => SetFault[] = leafFaults[leaf.kind]
  return check(leaf as never)
}

function faultsOfPoints(
  code: string,
  bands: readonly (Bounds & { points: Hundredths })[],
  maximum: Hundredths,
  limit: Hundredths,
): SetFault[] {
  const above = bands.filter((band) => band.points > maximum)
  return [
    ...faultsOfRange(code, bands, limit),
    ...above.map((band) =>
      fault(code, 'band-points-above-maximum', { points: decimalText(band.points), maximum: decimalText(maximum) }),
    ),
  ]
}

function faultsOfRange(code: string, bands: readonly Bounds[], limit: Hundredths): SetFault[] {
  const found = faultOfBands(bands, limit)
  return found ? [fault(code, found.rule, { at: decimalText(found.at) })] : []
}

/** Levels rise with the score. */
function faultsOfLevels(code: string, bands: readonly LevelBand[], limit: Hundredths): SetFault[] {
  const ordered = [...bands].sort((a, b) => firstOf(a) - firstOf(b))
  const rising = ordered.every((band, at) => at === 0 || band.level > (ordered[at - 1]?.level ?? 0))
  return [...faultsOfRange(code, bands, limit), ...(rising ? [] : [fault(code, 'levels-out-of-order')])]
}

function faultsOfLevelRule(set: IndicatorSetDefinition): SetFault[] {
  const { bands, combine, unmetConditionCapsAt: cap } = set.level
  const limit = combine === 'total' ? maximumOfSet(set) : Math.max(...set.groups.map((group) => group.maximum))
  const capKnown = cap === null || bands.some((band) => band.level === cap)
  return [...faultsOfLevels('level', bands, limit), ...(capKnown ? [] : [fault('level', 'cap-is-no-level')])]
}
