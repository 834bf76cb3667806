import { decimalText, leafLinesOf, leavesOfGroup, type Hundredths, type IndicatorSetDefinition } from '@thuoc/shared'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import { groupsInOrder, type GroupColumn } from './earlier-result-sheet.ts'

/** Single lines of one result: scores and conditions by code. */
export type Details = { lines: Map<string, Hundredths>; conditions: Map<string, boolean> }
export const noDetails = (): Details => ({ lines: new Map(), conditions: new Map() })

export const scoreText = (value: Hundredths) =>
  decimalText(value)
    .replace(/\.?0+$/, '')
    .replace('.', ',')

/** The fault of one line of the details, if it has one. */
export function faultOfDetail(
  set: IndicatorSetDefinition,
  code: string,
  score: Hundredths | null,
): { column: 'line' | 'score'; refusal: Refusal<string> } | null {
  const leaf = leafLinesOf(set).find((line) => line.criterion.code === code)?.criterion
  if (!leaf) return { column: 'line', refusal: { rule: 'earlier.no-line', values: { code } } }
  const maximum = leaf.kind === 'condition' ? 0 : leaf.maximum
  if (score === null || score <= maximum) return null
  const values = { score: scoreText(score), maximum: scoreText(maximum), what: code }
  return { column: 'score', refusal: { rule: 'earlier.above-maximum', values } }
}

type Stated = { groups: ReadonlyMap<GroupColumn, Hundredths>; total: Hundredths | null }
type Column = GroupColumn | 'total'

/**
 * Totals of groups and of everything: as stated, else summed up where every part is known. Whatever lies above a
 * maximum or is not the sum of its parts is named.
 */
export function totalsOf(
  set: IndicatorSetDefinition,
  code: string,
  { groups: stated, total }: Stated,
  { lines }: Details,
  refuse: (column: Column, refusal: Refusal<string>) => void,
): { groups: Map<string, Hundredths>; total: Hundredths | null } {
  const groups = new Map<string, Hundredths>()
  for (const [at, column] of groupsInOrder.entries()) {
    const given = stated.get(column)
    const group = set.groups[at]
    if (!group) {
      if (given !== undefined) refuse(column, { rule: 'earlier.no-group', values: { code, count: set.groups.length } })
      continue
    }
    const scored = leavesOfGroup(group).filter(({ kind }) => kind !== 'condition')
    const known = scored.flatMap((leaf) => lines.get(leaf.code) ?? [])
    const sum = scored.length > 0 && known.length === scored.length ? known.reduce((a, b) => a + b, 0) : null
    if (given !== undefined && given > group.maximum)
      refuse(column, aboveMaximum(given, group.maximum, `nhóm ${group.code}`))
    if (given !== undefined && sum !== null && given !== sum) refuse(column, sumDiffers(sum, given))
    const score = given ?? sum
    if (score !== null) groups.set(group.code, score)
  }
  const maximum = set.groups.reduce((sum, group) => sum + group.maximum, 0)
  if (total !== null && total > maximum) refuse('total', aboveMaximum(total, maximum, 'cả bộ'))
  const sum = groups.size === set.groups.length ? [...groups.values()].reduce((a, b) => a + b, 0) : null
  if (total !== null && sum !== null && total !== sum) refuse('total', sumDiffers(sum, total))
  return { groups, total: total ?? sum }
}

const aboveMaximum = (score: Hundredths, maximum: Hundredths, what: string): Refusal<string> => ({
  rule: 'earlier.above-maximum',
  values: { score: scoreText(score), maximum: scoreText(maximum), what },
})
const sumDiffers = (sum: Hundredths, score: Hundredths): Refusal<string> => ({
  rule: 'earlier.sum-differs',
  values: { sum: scoreText(sum), score: scoreText(score) },
})
