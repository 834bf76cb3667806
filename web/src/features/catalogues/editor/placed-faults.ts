import type { SetFault } from '@thuoc/shared'
import type { HeldTexts, HoldReason } from './held.ts'
import { headPlace, levelPlace, nodesOf, type SetTree } from './set-tree.ts'

/** A fault and where it is mended: the node (or `set`, `level`), and the part of it. */
export type PlacedFault = { place: string; part: string | null } & (
  { fault: SetFault } | { held: HoldReason; code: string }
)

/**
 * Finds the node of each fault, which names it by code. A code that stands twice is mended where it stands last; what
 * is said of a criterion that is not there is mended at the set.
 */
export function placeFaults(tree: SetTree, faults: readonly SetFault[], texts: HeldTexts): PlacedFault[] {
  const byCode = Map.groupBy(nodesOf(tree), ({ data }) => data.code)
  const placeOf = ({ path, rule }: SetFault): string => {
    if (path === 'set' || path === 'level') return path
    return byCode.get(path)?.at(rule === 'code-twice' ? -1 : 0)?.id ?? headPlace
  }
  const codes = new Map([
    ...nodesOf(tree).map(({ id, data }) => [id, data.code] as const),
    [headPlace, headPlace] as const,
    [levelPlace, levelPlace] as const,
  ])
  const unread = Object.entries(texts).map(([key, { reason }]): PlacedFault => {
    const place = key.slice(0, key.indexOf('/'))
    return { place, part: key.slice(place.length + 1), held: reason, code: codes.get(place) ?? '' }
  })
  return [...unread, ...faults.map((fault) => ({ place: placeOf(fault), part: fault.part ?? null, fault }))]
}

/** The faults that are said beside one field; those of its rows are said in the rows. */
export const faultsAt = (faults: readonly PlacedFault[], place: string, part: string | null): PlacedFault[] =>
  faults.filter((one) => one.place === place && one.part === part)
