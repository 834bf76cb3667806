import {
  changedBy,
  treeAfter,
  type EndingMembership,
  type HandedOverFile,
  type MembershipId,
  type UnitChangeId,
  type UnitChangeReport,
  type UnitEffect,
  type UnitId,
  type UnitSteps,
} from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import * as repository from './unit-changes.repository.ts'
import { effectsOf, repathedBy, successorsOf, type ChangePorts } from './unit-outcome.ts'
import { loadTree, lockTouched, takeSteps, type TreeUnit } from './unit-tree.repository.ts'

/** An operation that is recorded and allowed, with the units it touches as they stand, held. */
export type Change = {
  id: UnitChangeId
  signer: repository.Signer
  tree: ReadonlyMap<UnitId, TreeUnit>
  steps: UnitSteps
  carry: MembershipId[]
  effectiveOn: string
  decisionNumber: string
  handOver: boolean
  undoes: UnitChangeId | null
}
export type Outcome = {
  effects: UnitEffect[]
  people: EndingMembership[]
  files: HandedOverFile[]
  report: UnitChangeReport
}

/** Holds every unit that steps touch until the transaction ends. @returns the part of the tree that the rules look at */
export async function hold(tx: Tx, steps: UnitSteps): Promise<ReadonlyMap<UnitId, TreeUnit>> {
  const founded = new Set(steps.found.map(({ id }) => id))
  const heirs = steps.successions.flatMap(({ from, to }) => [from, to])
  const placed = [...steps.move, ...steps.reopen]
  const goals = [...steps.found, ...placed].map(({ parentId }) => parentId)
  const standing = (ids: readonly UnitId[]) => [...new Set(ids)].filter((id) => !founded.has(id))
  await lockTouched(tx, standing([...changedBy(steps), ...heirs]))
  const tops = [...placed.map(({ id }) => id), ...steps.close]
  const rows = await loadTree(tx, standing([...changedBy(steps), ...goals, ...heirs]), tops)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Does what an operation says, with all that follows from it for people and files, and writes it down. */
export async function carryOut(tx: Tx, ports: ChangePorts, change: Change): Promise<Outcome> {
  const { id, signer, tree, steps, carry, effectiveOn, handOver, decisionNumber, undoes } = change
  const changed = changedBy(steps)
  const repathed = repathedBy(tree, steps)
  const touched = [...new Set([...changed, ...repathed])]
  await takeSteps(tx, steps, touched, { changeId: id, day: effectiveOn })

  const effects = effectsOf(tree, treeAfter(tree, steps), steps)
  await repository.putUnits(tx, id, effects)
  await repository.putSuccessions(tx, id, steps.successions)
  if (undoes) await repository.undoSuccessions(tx, undoes, id)

  const successorOf = successorsOf(steps)
  const { ended, apiKeys } = await ports.endAccess(tx, signer, { units: steps.close, successorOf, carry })
  await repository.putMemberships(
    tx,
    id,
    ended.map(({ membershipId, carriedId }) => ({ membershipId, carriedId })),
  )
  if (undoes) await ports.restoreAccess(tx, signer, await repository.membershipsOf(tx, undoes))

  const moved = new Map(
    [...steps.move, ...steps.reopen].map((one) => [
      one.id,
      { from: tree.get(one.id)?.parentId ?? null, to: one.parentId },
    ]),
  )
  const closing = { closed: steps.close, successorOf }
  const { files, ...counts } = await ports.handOver(tx, signer, {
    moved,
    repathed,
    ...closing,
    handOver,
    decisionNumber,
  })
  const report = {
    units: effects.length,
    following: touched.length - changed.length,
    memberships: ended.length,
    carried: ended.filter(({ carried }) => carried).length,
    apiKeys,
    ...counts,
  }
  await repository.addEvent(tx, signer, id, 'applied', { done: report }, files.length > 0 ? files : null)
  const people = ended.map(({ carriedId: _, ...membership }) => membership)
  return { effects, people, files, report }
}
