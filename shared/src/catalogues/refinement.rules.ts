import { decimalText, type Hundredths } from '../decimal.ts'
import { setFaultAt } from './criterion.rules.ts'
import type { Criterion, EvidenceDemand, Leaf } from './criterion.schema.ts'
import type { IndicatorSetDefinition, SetFault } from './indicator-set.schema.ts'
import { findLine, leafLinesOf, leavesOf, linesOf, maximumOf, type OutlineLine } from './outline.rules.ts'

/**
 * Where a refinement no longer lets the refined set be computed from its answers. A refinement may split a criterion
 * into parts, explain it, score it in another way and demand more evidence; it may not lose a criterion, change its
 * maximum, or give scores that the refined set does not know (source 002, 4.1: “chi tiết hơn, cụ thể hơn”).
 */
export function faultsOfRefinement(set: IndicatorSetDefinition, refined: IndicatorSetDefinition): SetFault[] {
  return [
    ...refined.groups.flatMap(({ code, maximum }) => {
      const own = set.groups.find((group) => group.code === code)
      return faultsOfMaximum(code, own?.maximum, maximum)
    }),
    ...linesOf(refined).flatMap((line) => faultsOfLine(findLine(set, line.criterion.code), line)),
  ]
}

function faultsOfMaximum(code: string, own: Hundredths | undefined, refined: Hundredths): SetFault[] {
  if (own === undefined) return [setFaultAt(code, 'refinement-misses-criterion')]
  const values = { maximum: decimalText(own), refined: decimalText(refined) }
  return own === refined ? [] : [setFaultAt(code, 'refinement-changes-maximum', 'maximum', values)]
}

function faultsOfLine(own: OutlineLine | undefined, { criterion: refined, group }: OutlineLine): SetFault[] {
  const { code } = refined
  if (own?.group.code !== group.code) return [setFaultAt(code, 'refinement-misses-criterion')]
  const { criterion } = own
  if ((criterion.kind === 'condition') !== (refined.kind === 'condition'))
    return [setFaultAt(code, 'refinement-changes-condition', 'kind')]
  return [
    ...faultsOfMaximum(code, maximumOf(criterion), maximumOf(refined)),
    ...faultsOfScale(criterion, refined),
    ...faultsOfEvidence(criterion, refined.evidence),
  ]
}

/** Scores a criterion can take, as their greatest common step; null: any score with two decimals. */
function stepOf(leaf: Leaf): Hundredths | null {
  const divisor = (scores: readonly Hundredths[]) => scores.reduce((a, b) => greatestCommonDivisor(a, b), 0)
  switch (leaf.kind) {
    case 'condition':
      return 0
    case 'points':
      return leaf.step ?? null
    case 'checklist':
      return divisor(leaf.items.map((item) => item.points))
    case 'choice':
      return divisor(leaf.choices.map((choice) => choice.points))
    case 'count':
    case 'ratio':
    case 'aggregate':
      return leaf.award.by === 'bands' ? divisor(leaf.award.bands.map((band) => band.points)) : null
  }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

/**
 * Whatever the parts come to has to lie on the scale of the refined criterion: its step, or the common step of its
 * choices, items or bands.
 */
function faultsOfScale(criterion: Criterion, refined: Criterion): SetFault[] {
  const step = refined.kind === 'sum' ? null : stepOf(refined)
  if (step === null || step === 0) return []
  return leavesOf(criterion).flatMap((leaf) => {
    const own = stepOf(leaf)
    return own !== null && own % step === 0
      ? []
      : [setFaultAt(leaf.code, 'refinement-off-step', 'step', { step: decimalText(step), refined: refined.code })]
  })
}

const strictness: Record<EvidenceDemand['demand'], number> = { none: 0, optional: 0, 'when-claimed': 1, always: 2 }

/** A criterion that was split proves as much when each of its parts does: whatever is claimed is one of them. */
function faultsOfEvidence(criterion: Criterion, refined: EvidenceDemand | undefined): SetFault[] {
  if (!refined || provesAsMuch(criterion.evidence, refined)) return []
  const parts = criterion.kind === 'sum' ? leavesOf(criterion) : []
  return parts.length > 0 && parts.every((part) => provesAsMuch(part.evidence, refined))
    ? []
    : [setFaultAt(criterion.code, 'refinement-demands-less-evidence', 'evidence')]
}

const provesAsMuch = (own: EvidenceDemand | undefined, refined: EvidenceDemand): boolean =>
  strictness[refined.demand] === 0 ||
  (strictness[own?.demand ?? 'optional'] >= strictness[refined.demand] &&
    (own?.least ?? 1) >= (refined.least ?? 1) &&
    (refined.kinds === undefined || (own?.kinds?.every((kind) => refined.kinds?.includes(kind)) ?? false)))

/** Where each criterion of the refined set gets its score from: the lines of the refinement under the same code. */
export const sourcesOf = (set: IndicatorSetDefinition, refined: IndicatorSetDefinition) =>
  new Map(
    leafLinesOf(refined).map(({ criterion: { code } }) => {
      const own = findLine(set, code)
      return [code, own ? leavesOf(own.criterion) : []] as const
    }),
  )
