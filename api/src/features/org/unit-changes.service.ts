import {
  changedBy,
  dayOf,
  faultsOfSteps,
  type Page,
  type UnitChangeId,
  type UnitChangePreview,
  type UnitChangeStatus,
  type UnitHistory,
  type UnitId,
  type UnitOperation,
  type UnitOperationDetail,
  type UnitOrder,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from './org.repository.ts'
import { parentsIn, stepsBack, stepsOf, type Ordered } from './unit-orders.ts'
import { carryOut, hold, type Change } from './unit-changes.carry-out.ts'
import { actionsFor, refuse, requireGoal, requireReorganisable, signerOf } from './unit-changes.policy.ts'
import { presentHistory, presentOperation } from './unit-changes.present.ts'
import * as repository from './unit-changes.repository.ts'
import type { ChangePorts } from './unit-outcome.ts'
import { lockTree, openChildren, type TreeUnit } from './unit-tree.repository.ts'
import { successionsOf, versionsOf } from './unit-versions.repository.ts'
import { findVisible } from './visible-unit.ts'

export type UnitChangesService = ReturnType<typeof createUnitChangesService>
const changeKey = z.tuple([z.iso.date(), z.uuid()])
/** Of long lists as many are shown; the report counts all. */
const shown = 200

/** Thrown at the end of a rehearsal: everything was really done, and nothing of it stays. */
class Rehearsed extends Error {}

/** Operations on units over time: what they would do, doing them now or on their day, and their record. */
export function createUnitChangesService({ db, now, ...ports }: { db: Db; now: () => Date } & ChangePorts) {
  /** Does all of it and takes all of it back, so that what is shown is what will happen. */
  async function preview(actor: Actor, order: UnitOrder): Promise<UnitChangePreview> {
    const planned = order.effectiveOn > dayOf(now())
    const change = await rehearse(db, (tx) => prepare(tx, actor, order))
    const { effects, people, files, report } = change
    return {
      kind: order.kind,
      planned,
      effects: effects.slice(0, shown),
      people: people.slice(0, shown),
      files: files.slice(0, shown),
      report,
    }
  }

  async function rehearse(on: Queryable, prepared: (tx: Tx) => Promise<Change>) {
    let outcome: Awaited<ReturnType<typeof carryOut>> | undefined
    try {
      await on.transaction(async (tx) => {
        outcome = await carryOut(tx, ports, await prepared(tx))
        throw new Rehearsed()
      })
    } catch (error) {
      if (!(error instanceof Rehearsed) || !outcome) throw error
    }
    if (!outcome) throw new Error('A rehearsal ends with its outcome')
    return outcome
  }

  /** Carries the order out, or keeps it until its day comes. */
  async function make(actor: Actor, order: UnitOrder): Promise<UnitOperationDetail> {
    const id = await db.transaction(async (tx) => (await makeIn(tx, actor, await prepare(tx, actor, order))).id)
    return get(actor, id)
  }

  /** What ready steps would come to, in a transaction that may do more; nothing of it stays. */
  const tryOut = (tx: Queryable, actor: Actor, decided: Decided, ordered: Ordered) =>
    rehearse(tx, async (inner) => {
      await lockTree(inner)
      return prepareSteps(inner, actor, decided, ordered)
    })

  /** Carries out ready steps, or keeps them until their day comes. */
  const makeSteps = async (tx: Tx, actor: Actor, decided: Decided, ordered: Ordered) =>
    makeIn(tx, actor, await prepareSteps(tx, actor, decided, ordered))

  async function makeIn(tx: Tx, actor: Actor, change: Change) {
    if (change.effectiveOn <= dayOf(now())) {
      const { report } = await carryOut(tx, ports, change)
      return { id: change.id, report }
    }
    const { effects, report } = await rehearse(tx, () => Promise.resolve(change))
    const known = effects.filter(({ before }) => before !== null)
    await repository.putUnits(
      tx,
      change.id,
      known.map(({ unitId, part }) => ({ unitId, part })),
    )
    await repository.addEvent(tx, signerOf(actor), change.id, 'planned', { done: report })
    return { id: change.id, report }
  }

  async function prepare(tx: Tx, actor: Actor, order: UnitOrder): Promise<Change> {
    await lockTree(tx)
    return prepareSteps(tx, actor, order, await orderedBy(tx, actor, order))
  }

  async function orderedBy(tx: Tx, actor: Actor, order: UnitOrder): Promise<Ordered> {
    if (order.kind !== 'undo') return stepsOf(order, await openChildren(tx, parentsIn(order)))
    const row = await repository.find(tx, actor, order.changeId)
    if (!row) throw new Problem('unit-change.not-found')
    if (row.status !== 'applied' || row.undoneBy !== null) throw new Problem('unit-change.wrong-state')
    const effects = await repository.effectsOf(tx, order.changeId)
    const back = stepsBack(order.changeId, effects)
    if (await repository.areOvertaken(tx, order.changeId, changedBy(back.steps)))
      throw new Problem('unit-change.overtaken')
    return back
  }

  /**
   * Holds the units of an operation, and demands that the actor may, that nothing newer was saved, and that the rules
   * allow it. Whoever calls has locked the tree.
   */
  async function prepareSteps(
    tx: Tx,
    actor: Actor,
    { kind, effectiveOn, decisionNumber, decisionDate, note, handOver }: Decided,
    { steps, seen, carry, undoes }: Ordered,
  ): Promise<Change> {
    const founded = new Set(steps.found.map(({ id }) => id))
    const tree = await hold(tx, steps)
    const changed = changedBy(steps)
    const goals = [...steps.found, ...steps.move, ...steps.reopen].map(({ parentId }) => parentId)
    const heirs = steps.successions.flatMap(({ from, to }) => [from, to])

    const renamed = new Set(steps.rename.map(({ id }) => id))
    const beyondName = new Set(changedBy({ ...steps, rename: [] }))
    for (const id of [...changed, ...heirs.filter((one) => !founded.has(one))])
      requireReorganisable(actor, tree.get(id), renamed.has(id) && !beyondName.has(id))
    for (const id of goals) if (!founded.has(id)) requireGoal(actor, tree.get(id))
    requireFresh(tree, seen)
    refuse(faultsOfSteps(tree, steps, effectiveOn), (id) => tree.get(id)?.code ?? id)

    const signer = signerOf(actor)
    const decided = { kind, effectiveOn, decisionNumber, decisionDate, note, handOver, undoes }
    const id = await repository.insert(tx, signer, { ...decided, steps: { steps, carry } })
    return { id, signer, tree, steps, carry, effectiveOn, decisionNumber, handOver, undoes }
  }

  async function get(actor: Actor, id: UnitChangeId): Promise<UnitOperationDetail> {
    const row = await repository.find(db, actor, id)
    if (!row) throw new Problem('unit-change.not-found')
    const [operation] = await presentAll(actor, [row])
    if (!operation) throw new Problem('unit-change.not-found')
    const effects = (await repository.effectsOf(db, id)).slice(0, shown)
    return { ...operation, effects, report: row.report.done ?? null }
  }

  async function presentAll(actor: Actor, rows: readonly repository.ChangeRow[]): Promise<UnitOperation[]> {
    const ids = rows.map(({ id }) => id)
    const units = Map.groupBy(await repository.unitsOf(db, ids), ({ changeId }) => changeId)
    const orderers = await findUnits(db, [...new Set(rows.map(({ actorUnitId }) => actorUnitId))])
    const paths = new Map(orderers.map(({ id, path }) => [id, path]))
    return rows.map((row) =>
      presentOperation(row, units.get(row.id) ?? [], actionsFor(actor, row, paths.get(row.actorUnitId))),
    )
  }

  async function list(
    actor: Actor,
    query: PageRequest & { status?: UnitChangeStatus | undefined },
  ): Promise<Page<UnitOperation>> {
    const after = decodeCursor(query.cursor, changeKey)
    const rows = await repository.list(db, actor, query, after, query.limit ?? defaultLimit)
    const { items, nextCursor } = toPage(
      rows,
      query,
      (row) => [row.effectiveOn, row.id],
      (row) => row,
    )
    return { items: await presentAll(actor, items), nextCursor }
  }

  /** Calls off what has not happened yet. */
  async function cancel(actor: Actor, id: UnitChangeId): Promise<UnitOperationDetail> {
    await db.transaction(async (tx) => {
      // Whoever carries out holds the tree as well: of the two one is first, and the other sees it.
      await lockTree(tx)
      const row = await repository.find(tx, actor, id)
      if (!row) throw new Problem('unit-change.not-found')
      const [operation] = await presentAll(actor, [row])
      if (!operation?.actions.includes('cancel'))
        throw new Problem(
          operation?.actions.length || row.status !== 'planned' ? 'unit-change.wrong-state' : 'access.denied',
        )
      await repository.addEvent(tx, signerOf(actor), id, 'cancelled')
    })
    return get(actor, id)
  }

  async function history(actor: Actor, id: UnitId): Promise<UnitHistory> {
    await findVisible(db, actor, id)
    return presentHistory({
      versions: await versionsOf(db, id),
      operations: await presentAll(actor, await repository.listOf(db, id)),
      predecessors: await successionsOf(db, id, 'predecessors'),
      successors: await successionsOf(db, id, 'successors'),
    })
  }

  return { preview, make, get, list, cancel, history, tryOut, makeSteps }
}

type Decided = Pick<Change, 'effectiveOn' | 'decisionNumber' | 'handOver'> & {
  kind: UnitOrder['kind'] | 'reorganise'
  decisionDate: string
  note: string
}

/** @throws Problem `unit.stale` for units that were changed since they were seen */
function requireFresh(tree: ReadonlyMap<UnitId, TreeUnit>, seen: Ordered['seen']) {
  const stale = [...seen].filter(([id, version]) => tree.get(id)?.version !== version)
  if (stale.length > 0)
    throw new Problem('unit.stale', {
      errors: stale.slice(0, 100).map(([id]) => ({ path: tree.get(id)?.code ?? id, message: 'unit.stale' })),
    })
}
