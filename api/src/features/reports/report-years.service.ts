import type { ReportFilter, ReportYears } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { nodesIn, openScope, orNull, presentNode, underMain, type Ports } from './report-scope.service.ts'
import { countTrends, levelsOfYears, meanNodes, meanTotals } from './report-years.repository.ts'
import { byCode, countsOf, eachTrend, sumOf } from './reports.present.ts'

export type ReportYearsService = ReturnType<typeof createReportYearsService>

/** This year beside the one before. */
export function createReportYearsService(ports: Ports) {
  const { db } = ports
  return async (actor: Actor, filter: ReportFilter): Promise<ReportYears> => {
    const open = await openScope(ports, actor, filter)
    const { chosen, scope, previousYear, years } = open
    const known = scope.levels.map(({ level }) => level)
    const told = Map.groupBy(await levelsOfYears(db, chosen, years), ({ schoolYear }) => schoolYear)
    const history = [...told].map(([schoolYear, rows]) => ({
      ...{ schoolYear, units: sumOf(rows), levels: countsOf(rows, known) },
    }))
    const nothing = { count: 0, before: null, now: null, difference: null }
    if (previousYear === null) {
      const trends = eachTrend(() => 0)
      return { scope, previousYear, trends, fromPaper: 0, matrix: [], totals: nothing, nodes: [], years: history }
    }
    const moves = await countTrends(db, chosen, previousYear)
    const nodes = nodesIn(open).filter(({ kind }) => kind !== 'condition')
    const found = byCode(nodes.length === 0 ? [] : await meanNodes(db, underMain(open), previousYear, nodes))
    const means = ({ count, before, now, difference }: Awaited<ReturnType<typeof meanTotals>>) => ({
      ...{ count, before: orNull(before), now: orNull(now), difference: orNull(difference) },
    })
    return {
      ...{ scope, previousYear, years: history },
      trends: eachTrend((trend) => sumOf(moves.filter((move) => move.trend === trend))),
      fromPaper: moves.reduce((total, { fromPaper }) => total + fromPaper, 0),
      matrix: moves.flatMap(({ before, now, count }) =>
        before === null || now === null ? [] : [{ before, now, count }],
      ),
      totals: means(await meanTotals(db, chosen, previousYear)),
      nodes: nodes.map((node) => ({ ...presentNode(node), ...means(found.get(node.code) ?? nothing) })),
    }
  }
}
