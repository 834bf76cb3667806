import { leavesOf, leavesOfGroup, linesOf, maximumOf } from '../catalogues/outline.rules.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import type { Hundredths } from '../decimal.ts'
import { leastOfMean } from './report-radar.schema.ts'
import type { ReportNode } from './report.schema.ts'

/** A place of a set at which figures are told, with the lines that are counted there. */
export type CountedNode = ReportNode & { leaves: string[] }

/** Groups, criteria and their parts in the order of the set. A condition has no points: its maximum is 0. */
export function nodesOf(set: IndicatorSetDefinition): CountedNode[] {
  const lines = linesOf(set)
  return set.groups.flatMap((group): CountedNode[] => [
    {
      ...{ code: group.code, title: group.title, kind: 'group', depth: 0, maximum: group.maximum },
      leaves: leavesOfGroup(group).map(({ code }) => code),
    },
    ...lines
      .filter((line) => line.group === group)
      .map(({ criterion, depth }): CountedNode => ({
        ...{ code: criterion.code, title: criterion.title, kind: criterion.kind, depth: depth + 1 },
        ...{ maximum: maximumOf(criterion), leaves: leavesOf(criterion).map(({ code }) => code) },
      })),
  ])
}

/** 90 of 100 and 90 of 200 have no mean: whether totals under these sets may be thrown together. */
export const comparesTotals = (sets: readonly { maximum: Hundredths }[]): boolean =>
  new Set(sets.map(({ maximum }) => maximum)).size <= 1

/** As many as are named at either end, where there are enough to tell them apart. */
const mostNamed = 3

type Shared = { code: string; share: Hundredths | null }
/**
 * The criteria done best and worst, by their mean in per cent of the maximum; equals in the order of the set. Never the same
 * criterion at both ends.
 */
export function extremesOf(cells: readonly Shared[]): { strongest: string[]; weakest: string[] } {
  const known = cells.flatMap(({ code, share }) => (share === null ? [] : [{ code, share }]))
  const named = Math.min(mostNamed, Math.floor(known.length / 2))
  const strongest = known.toSorted((a, b) => b.share - a.share).slice(0, named)
  const left = known.filter((cell) => !strongest.includes(cell))
  const weakest = left.toSorted((a, b) => a.share - b.share).slice(0, named)
  return { strongest: strongest.map(({ code }) => code), weakest: weakest.map(({ code }) => code) }
}

type Counts = { body: number; province: number; knowsBody: boolean }
/**
 * Which means may be told beside a unit: of at least three, and none from which fewer could be worked out. What is left of
 * the province without the managing body is known from both means, or by whoever knows each unit of the body.
 */
export function meansTold({ body, province, knowsBody }: Counts): { body: boolean; province: boolean } {
  const rest = province - body
  const ofBody = body >= leastOfMean
  const isApart = (ofBody || knowsBody) && rest > 0 && rest < leastOfMean
  return { body: ofBody, province: province >= leastOfMean && !isApart }
}
