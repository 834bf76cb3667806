import type { Criterion, CriterionGroup, Leaf, Sum } from './criterion.schema.ts'
import type { IndicatorSetDefinition } from './indicator-set.schema.ts'

/**
 * One row of the form: a line to answer, or the heading of a sum, whose fields and evidence are answered once.
 * `depth` is 0 for a criterion of the group, 1 for a part of a sum, 2 for a part of a part.
 */
export type OutlineLine = { criterion: Criterion; group: CriterionGroup; parent: Sum | null; depth: number }
export type LeafLine = OutlineLine & { criterion: Leaf }

const linesBelow = (criteria: readonly Criterion[], group: CriterionGroup, parent: Sum | null, depth: number) =>
  criteria.flatMap((criterion): OutlineLine[] => [
    { criterion, group, parent, depth },
    ...(criterion.kind === 'sum' ? linesBelow(criterion.criteria, group, criterion, depth + 1) : []),
  ])

const linesOfGroup = (group: CriterionGroup): OutlineLine[] => linesBelow(group.criteria, group, null, 0)

/** Every row of the set in the order of the official text, sums before their parts. */
export const linesOf = (set: IndicatorSetDefinition): OutlineLine[] => set.groups.flatMap(linesOfGroup)

export const isLeafLine = (line: OutlineLine): line is LeafLine => line.criterion.kind !== 'sum'

/** The lines that are answered: 29 under QĐ 4725 (25 scored, 4 conditions). */
export const leafLinesOf = (set: IndicatorSetDefinition): LeafLine[] => linesOf(set).filter(isLeafLine)

export const leavesOfGroup = (group: CriterionGroup): Leaf[] =>
  linesOfGroup(group)
    .filter(isLeafLine)
    .map((line) => line.criterion)

/** The lines under a criterion that are answered; of a line itself, that line. */
export const leavesOf = (criterion: Criterion): Leaf[] =>
  criterion.kind === 'sum' ? criterion.criteria.flatMap((part) => leavesOf(part)) : [criterion]

export const findLine = (set: IndicatorSetDefinition, code: string): OutlineLine | undefined =>
  linesOf(set).find((line) => line.criterion.code === code)

/** Highest score of a criterion, in hundredths; a condition carries none. */
export const maximumOf = (criterion: Criterion): number => (criterion.kind === 'condition' ? 0 : criterion.maximum)

/** Highest total of the set, in hundredths. */
export const maximumOfSet = (set: IndicatorSetDefinition): number =>
  set.groups.reduce((total, group) => total + group.maximum, 0)
