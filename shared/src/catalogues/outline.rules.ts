import type { Criterion, CriterionGroup, IndicatorSetDefinition, Leaf, Sum } from './indicator-set.schema.ts'

/** One row of the form: a line to answer, or the heading of a sum, whose fields and evidence are answered once. */
export type OutlineLine = { criterion: Criterion; group: CriterionGroup; parent: Sum | null }
export type LeafLine = OutlineLine & { criterion: Leaf }

const linesOfGroup = (group: CriterionGroup): OutlineLine[] =>
  group.criteria.flatMap((criterion): OutlineLine[] =>
    criterion.kind === 'sum'
      ? [
          { criterion, group, parent: null },
          ...criterion.criteria.map((leaf) => ({ criterion: leaf, group, parent: criterion })),
        ]
      : [{ criterion, group, parent: null }],
  )

/** Every row of the set in the order of the official text, sums before their parts. */
export const linesOf = (set: IndicatorSetDefinition): OutlineLine[] => set.groups.flatMap(linesOfGroup)

export const isLeafLine = (line: OutlineLine): line is LeafLine => line.criterion.kind !== 'sum'

/** The lines that are answered: 29 under QĐ 4725 (25 scored, 4 conditions). */
export const leafLinesOf = (set: IndicatorSetDefinition): LeafLine[] => linesOf(set).filter(isLeafLine)

export const leavesOfGroup = (group: CriterionGroup): Leaf[] =>
  linesOfGroup(group)
    .filter(isLeafLine)
    .map((line) => line.criterion)

export const findLine = (set: IndicatorSetDefinition, code: string): OutlineLine | undefined =>
  linesOf(set).find((line) => line.criterion.code === code)

/** Highest score of a criterion, in hundredths; a condition carries none. */
export const maximumOf = (criterion: Criterion): number => (criterion.kind === 'condition' ? 0 : criterion.maximum)

/** Highest total of the set, in hundredths. */
export const maximumOfSet = (set: IndicatorSetDefinition): number =>
  set.groups.reduce((total, group) => total + group.maximum, 0)
