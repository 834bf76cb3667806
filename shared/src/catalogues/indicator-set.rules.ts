import { decimalText, largestScore } from '../decimal.ts'
import { faultsOfCriterion, faultsOfLevels, faultsOfParts, setFaultAt } from './criterion.rules.ts'
import { plainCode, type Criterion, type CriterionGroup } from './criterion.schema.ts'
import type { IndicatorSetDefinition, SetFault } from './indicator-set.schema.ts'
import { maximumOfSet } from './outline.rules.ts'
import { faultsOfRefinement } from './refinement.rules.ts'

/**
 * Every fault of a definition, each with its place; an empty list may be published.
 * Checked: maxima add up, codes are unique and stand under their parent, bands partition their range,
 * points of items, choices and bands fit the maximum, steps divide it; a refinement keeps what it refines computable.
 * @param refined the set that `set.refines` names; null where there is no such set. Left out: not looked at.
 */
export function faultsOfSet(set: IndicatorSetDefinition, refined?: IndicatorSetDefinition | null): SetFault[] {
  return [
    ...(set.title.trim() === '' ? [setFaultAt('set', 'title-missing', 'title')] : []),
    ...(set.groups.length === 0 ? [setFaultAt('set', 'no-groups')] : []),
    ...faultsOfTotal(set),
    ...faultsOfCodes(set),
    ...set.groups.flatMap(faultsOfGroup),
    ...faultsOfLevelRule(set),
    ...faultsOfReference(set, refined),
  ]
}

/**
 * Whether a set refines another one and names no decision of its own: that of the Ministry is not the province's. Our
 * reading: source 002 lets a province detail a set and says nothing of a decision, so it may go out without one, but
 * only when somebody says so. A sample is under no decision ever.
 */
export const lacksDecision = ({
  refines,
  decision,
  sample,
}: Pick<IndicatorSetDefinition, 'refines' | 'decision' | 'sample'>): boolean =>
  refines !== undefined && decision === null && !sample

/** A total is a score like any other, and has to fit where scores are kept. */
function faultsOfTotal(set: IndicatorSetDefinition): SetFault[] {
  const total = maximumOfSet(set)
  const values = { sum: decimalText(total), most: decimalText(largestScore) }
  return total > largestScore ? [setFaultAt('set', 'total-too-large', undefined, values)] : []
}

function faultsOfReference(set: IndicatorSetDefinition, refined: IndicatorSetDefinition | null | undefined) {
  if (!set.refines || refined === undefined) return []
  return refined === null
    ? [setFaultAt('set', 'refined-set-unknown', 'refines', set.refines)]
    : faultsOfRefinement(set, refined)
}

function faultsOfCodes(set: IndicatorSetDefinition): SetFault[] {
  const seen = new Set<string>()
  const spelled = new Map<string, string>()
  const faults: SetFault[] = []
  const visit = (code: string, parent: string | null) => {
    if (seen.has(code)) faults.push(setFaultAt(code, 'code-twice', 'code'))
    seen.add(code)
    // 1.1 and 1.01 would give their evidence the same codes.
    const other = spelled.get(plainCode(code))
    if (other === undefined) spelled.set(plainCode(code), code)
    else if (other !== code) faults.push(setFaultAt(code, 'code-alike', 'code', { other }))
    if (parent !== null && !code.startsWith(`${parent}.`))
      faults.push(setFaultAt(code, 'code-outside-parent', 'code', { parent }))
  }
  const visitAll = (criteria: readonly Criterion[], parent: string) => {
    for (const criterion of criteria) {
      visit(criterion.code, parent)
      if (criterion.kind === 'sum') visitAll(criterion.criteria, criterion.code)
    }
  }
  for (const group of set.groups) {
    visit(group.code, null)
    visitAll(group.criteria, group.code)
  }
  return faults
}

function faultsOfGroup({ code, title, maximum, bands, criteria }: CriterionGroup): SetFault[] {
  return [
    ...faultsOfParts(code, title, maximum, criteria),
    ...(criteria.length === 0 ? [setFaultAt(code, 'group-empty')] : []),
    ...(bands ? faultsOfLevels(code, bands, maximum) : []),
    ...criteria.flatMap(faultsOfCriterion),
  ]
}

function faultsOfLevelRule(set: IndicatorSetDefinition): SetFault[] {
  const { bands, combine, unmetConditionCapsAt: cap } = set.level
  const limit = combine === 'total' ? maximumOfSet(set) : Math.max(0, ...set.groups.map((group) => group.maximum))
  const capKnown = cap === null || bands.some((band) => band.level === cap)
  return [
    ...faultsOfLevels('level', bands, limit),
    ...(capKnown ? [] : [setFaultAt('level', 'cap-is-no-level', 'unmetConditionCapsAt', { cap })]),
  ]
}
