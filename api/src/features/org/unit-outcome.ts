import {
  changedBy,
  lineAbove,
  type EndingMembership,
  type HandedOverFile,
  type MembershipId,
  type UnitChangePart,
  type UnitEffect,
  type UnitId,
  type UnitState,
  type UnitSteps,
  type UnitSummary,
  type UnitTree,
} from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import type { Signer } from './unit-changes.repository.ts'

/** What becomes of people and files: known to features that come after this one, and wired in the composition root. */
export type ChangePorts = {
  /** Ends what people and machines hold in units that close; some of it goes on in a successor. */
  endAccess: (
    tx: Tx,
    signer: Signer,
    closing: { units: readonly UnitId[]; successorOf: ReadonlyMap<UnitId, UnitId>; carry: readonly MembershipId[] },
  ) => Promise<{ ended: (EndingMembership & { carriedId: MembershipId | null })[]; apiKeys: number }>
  /** Gives back what an operation ended, and ends what it gave instead. */
  restoreAccess: (
    tx: Tx,
    signer: Signer,
    ended: readonly { membershipId: MembershipId; carriedId: MembershipId | null }[],
  ) => Promise<void>
  /** Gives files of running campaigns to the bodies that now manage their units. */
  handOver: (tx: Tx, signer: Signer, change: TreeChange) => Promise<HandOver>
}

/** What an operation did to the tree, for those who keep who assesses whom. */
export type TreeChange = {
  /** The superior of each unit that moved, before and now. */
  moved: ReadonlyMap<UnitId, { from: UnitId | null; to: UnitId }>
  /** Everything whose path is another now, the moved ones included. */
  repathed: readonly UnitId[]
  closed: readonly UnitId[]
  /** The one successor of a unit that closed, where there is exactly one. */
  successorOf: ReadonlyMap<UnitId, UnitId>
  handOver: boolean
  decisionNumber: string
}
export type HandOver = {
  files: HandedOverFile[]
  handedOver: number
  kept: number
  decided: number
  resting: number
}

export const summaryIn = (tree: UnitTree, id: UnitId | null): UnitSummary | null => {
  const unit = id === null ? undefined : tree.get(id)
  return unit ? { id: unit.id, code: unit.code, name: unit.name, type: unit.type } : null
}

function stateIn(tree: UnitTree, id: UnitId): UnitState | null {
  const unit = tree.get(id)
  if (!unit) return null
  const { code, name, type, ownership, parentId, closed } = unit
  return { code, name, type, ownership, closed, parent: summaryIn(tree, parentId) }
}

/** The units an operation is about, each with its part in it, and what it was and becomes. */
export function effectsOf(before: UnitTree, after: UnitTree, steps: UnitSteps): UnitEffect[] {
  const from = new Set(steps.successions.map((one) => one.from))
  const to = new Set(steps.successions.map((one) => one.to))
  const partOf = (id: UnitId): UnitChangePart => (from.has(id) ? 'predecessor' : to.has(id) ? 'successor' : 'subject')
  const ids = new Set([...from, ...to, ...steps.found.map(({ id }) => id), ...changedBy(steps)])
  return [...ids].map((unitId) => ({
    unitId,
    part: partOf(unitId),
    before: stateIn(before, unitId),
    after: stateIn(after, unitId),
  }))
}

/** Units whose path changes: those that go somewhere, and all that stands under them. */
export function repathedBy(before: UnitTree, steps: UnitSteps): UnitId[] {
  const going = new Set([...steps.move, ...steps.reopen].map(({ id }) => id))
  if (going.size === 0) return []
  return [...before.keys()].filter((id) => lineAbove(before, id).some((above) => going.has(above.id)))
}

/** The one successor of each unit that has exactly one. */
export function successorsOf({ successions }: UnitSteps): Map<UnitId, UnitId> {
  const byUnit = Map.groupBy(successions, ({ from }) => from)
  return new Map(
    [...byUnit].flatMap(([from, those]): [UnitId, UnitId][] => {
      const [only, another] = those
      return only && !another ? [[from, only.to]] : []
    }),
  )
}
