import type { countSubmissionsByAssessor, Reply } from '@thuoc/shared'
import { countPhases, type Phase } from '../campaigns/index.ts'

type Body = Reply<typeof countSubmissionsByAssessor>['items'][number]
export type HeatCell = { phase: Phase; count: number; shade: number }
export type HeatRow = { assessor: Body['assessor']; total: number; late: number; cells: HeatCell[] }

/** Four shades by the share of a body's files; nothing has none, so that the eye finds where they stand. */
const shadeOf = (count: number, total: number): number => (count === 0 ? 0 : Math.ceil((count / total) * 4))

/** One row for each assessing body, one cell for each phase of the road. */
export const heatOf = (bodies: readonly Body[]): HeatRow[] =>
  bodies.map(({ assessor, total, late, byStatus }) => ({
    assessor,
    total,
    late,
    cells: countPhases(byStatus).map(({ phase, count }) => ({ phase, count, shade: shadeOf(count, total) })),
  }))
