import type { Report } from './report.ts'
import { criterionColumns } from './layout.ts'
import type { Criterion } from './holder.ts'
import type { CriterionColumn, CriterionRow, Kind } from './rows.ts'
import { wordFor } from '../../../platform/spreadsheet/words.ts'
import { kindWords } from './words.ts'

type KindColumn = Exclude<keyof CriterionRow & CriterionColumn, 'code' | 'parent' | 'kind' | 'title'>
type Use = 'demanded' | 'allowed'
const figures = { award: 'demanded' } as const
const scored = { maximum: 'demanded' } as const

/** Which cells each kind of criterion fills besides those that all have. */
const uses: Readonly<Record<Kind, Partial<Record<KindColumn, Use>>>> = {
  condition: {},
  points: { ...scored, step: 'allowed' },
  checklist: scored,
  choice: scored,
  count: { ...scored, ...figures, unit: 'allowed', target: 'allowed' },
  ratio: { ...scored, ...figures, numerator: 'allowed', denominator: 'allowed', of: 'allowed' },
  aggregate: { ...scored, ...figures, share: 'demanded', atLevel: 'allowed' },
  sum: scored,
}
const ofSomeKinds = [
  'maximum',
  'step',
  'unit',
  'target',
  'numerator',
  'denominator',
  'share',
  'atLevel',
  'award',
  'of',
] as const

/** Names what a row lacks for its kind and what it has too much; nothing is said of a row whose kind is unknown. */
export function requireColumns({ read, kind, tainted }: Criterion, report: Report) {
  const { row, demand, kinds, least } = read
  if (kind === null) {
    // It may be a condition, or have no maximum by mistake.
    if (read.maximum.state !== 'read') tainted.add('maximum')
  } else {
    for (const column of ofSomeKinds) {
      const use = uses[kind][column]
      const { state } = read[column]
      const { header } = criterionColumns[column]
      if (use === 'demanded' && state === 'empty') {
        report(row.place(column), { rule: 'cell-empty', values: { header } })
        tainted.add(column === 'maximum' || column === 'award' ? column : 'share')
      }
      if (use === undefined && state === 'read')
        report(row.place(column), { rule: 'not-for-this-kind', values: { header, kind: wordFor(kindWords, kind) } })
    }
  }
  const hasDemands = kinds.state === 'read' || least.state === 'read'
  if (hasDemands && demand.state === 'empty')
    report(row.place('demand'), { rule: 'cell-empty', values: { header: criterionColumns.demand.header } })
}
