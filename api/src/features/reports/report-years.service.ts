import { comparesTotals, type ReportFilter, type ReportYears } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { comparePairs } from './report-points.ts'
import { nodesIn, openScope, orNull, presentNode, type Ports } from './report-scope.service.ts'
import { compareYears, type ComparedYears } from './report-years.repository.ts'
import { countsOf, eachTrend, sumOf } from './reports.present.ts'

export type ReportYearsService = ReturnType<typeof createReportYearsService>

/** This year beside the one before. */
export function createReportYearsService(ports: Ports) {
  const { db } = ports
  return async (actor: Actor, filter: ReportFilter): Promise<ReportYears> => {
    const open = await openScope(ports, actor, filter)
    const { chosen, scope, previousYear, years } = open
    if (previousYear === null) {
      const trends = eachTrend(() => 0)
      return { scope, previousYear, trends, fromPaper: 0, matrix: [], totals: nothing, nodes: [], years: [] }
    }
    const nodes = nodesIn(open).filter(({ kind }) => kind !== 'condition')
    const told = await compareYears(db, chosen, { previousYear, years, setId: open.main?.mark.id ?? null })
    const known = scope.levels.map(({ level }) => level)
    return {
      ...{ scope, previousYear },
      trends: eachTrend((trend) => sumOf(told.moves.filter((move) => move.trend === trend))),
      fromPaper: told.moves.reduce((total, { fromPaper }) => total + fromPaper, 0),
      matrix: told.moves.flatMap(({ before, now, count }) =>
        before === null || now === null ? [] : [{ before, now, count }],
      ),
      totals: { ...present(told.totals), ...(!comparesTotals(scope.sets) && { ...nothing, count: told.totals.count }) },
      nodes: nodes.map((node) => {
        const { count, first: before, second: now, difference } = comparePairs(node, told.pairs)
        return { ...presentNode(node), count, before, now, difference }
      }),
      years: [...Map.groupBy(told.levels, ({ schoolYear }) => schoolYear)].map(([schoolYear, rows]) => ({
        ...{ schoolYear, units: sumOf(rows), levels: countsOf(rows, known) },
      })),
    }
  }
}

const nothing = { count: 0, before: null, now: null, difference: null }
const present = ({ count, before, now, difference }: ComparedYears['totals']) => ({
  ...{ count, before: orNull(before), now: orNull(now), difference: orNull(difference) },
})
