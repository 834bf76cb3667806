import {
  noSteps,
  type MembershipId,
  type UnitChangeId,
  type UnitEffect,
  type UnitId,
  type UnitOrder,
  type UnitSteps,
} from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'

/** What an order comes to: steps, the versions its units were seen in, and the memberships that go on. */
export type Ordered = {
  steps: UnitSteps
  seen: ReadonlyMap<UnitId, number>
  carry: MembershipId[]
  undoes: UnitChangeId | null
}
type Child = { id: UnitId; parentId: UnitId }
type Seen = { unitId: UnitId; version: number }
type Target = Extract<UnitOrder, { kind: 'merge' }>['into']

const ordered = (steps: Partial<UnitSteps>, seen: readonly Seen[], carry: MembershipId[] = []): Ordered => ({
  steps: { ...noSteps(), ...steps },
  seen: new Map(seen.map(({ unitId, version }) => [unitId, version])),
  carry,
  undoes: null,
})

/** A unit that goes on keeps its id; a new one is given one, so that others can go under it. */
function targetOf(into: Target): { id: UnitId; found: UnitSteps['found']; seen: Seen[] } {
  if ('unitId' in into) return { id: into.unitId, found: [], seen: [into] }
  const id = newId<UnitId>()
  return { id, found: [{ ...into, id }], seen: [] }
}

/** Units of which an order must know what stands directly under them. */
export const parentsIn = (order: UnitOrder): UnitId[] =>
  order.kind === 'merge' ? order.sources.map(({ unitId }) => unitId) : []

type Direct = Exclude<UnitOrder, { kind: 'undo' }>
type Order<Kind extends Direct['kind']> = Extract<Direct, { kind: Kind }>

function rename(order: Order<'rename'>): Ordered {
  const { unitId: id, code, name, type, ownership } = order
  return ordered({ rename: [{ id, code, name, type, ownership }] }, [order])
}

const move = ({ units }: Order<'move'>): Ordered =>
  ordered({ move: units.map(({ unitId: id, parentId }) => ({ id, parentId })) }, units)

function merge({ sources, into, carry }: Order<'merge'>, children: Child[]): Ordered {
  const target = targetOf(into)
  const closing = sources.map(({ unitId }) => unitId)
  const steps = {
    found: target.found,
    close: closing,
    move: children.map(({ id }) => ({ id, parentId: target.id })),
    successions: closing.map((from) => ({ from, to: target.id, reads: true })),
  }
  return ordered(steps, [...sources, ...target.seen], carry)
}

function split(order: Order<'split'>): Ordered {
  const targets = order.into.map(targetOf)
  const steps = {
    found: targets.flatMap(({ found }) => found),
    close: order.stays ? [] : [order.unitId],
    move: order.children.flatMap(({ unitId: id, to }) => {
      const target = targets[to]
      return target ? [{ id, parentId: target.id }] : []
    }),
    successions: targets.map(({ id: to }) => ({ from: order.unitId, to, reads: false })),
  }
  return ordered(steps, [order, ...targets.flatMap(({ seen }) => seen)])
}

function close({ units, children }: Order<'close'>): Ordered {
  const steps = {
    close: units.map(({ unitId }) => unitId),
    move: children.map(({ unitId: id, parentId }) => ({ id, parentId })),
  }
  return ordered(steps, units)
}

const reopen = (order: Order<'reopen'>): Ordered =>
  ordered({ reopen: [{ id: order.unitId, parentId: order.parentId }] }, [order])

/** The steps of an order. `children`: what stands under the units that `parentsIn` names. */
export function stepsOf(order: Direct, children: Child[]): Ordered {
  switch (order.kind) {
    case 'rename':
      return rename(order)
    case 'move':
      return move(order)
    case 'merge':
      return merge(order, children)
    case 'split':
      return split(order)
    case 'close':
      return close(order)
    case 'reopen':
      return reopen(order)
  }
}

/** The steps that take back what an operation has made of its units. */
export function stepsBack(undoes: UnitChangeId, effects: readonly UnitEffect[]): Ordered {
  const steps = noSteps()
  for (const { unitId: id, before, after } of effects) {
    if (!after) continue
    if (before === null) {
      steps.close.push(id)
      continue
    }
    const parentId = before.parent?.id
    if (after.closed && !before.closed && parentId) steps.reopen.push({ id, parentId })
    else if (!after.closed && before.closed) steps.close.push(id)
    else if (parentId && parentId !== after.parent?.id) steps.move.push({ id, parentId })
    const { code, name, type, ownership } = before
    if (code !== after.code || name !== after.name || type !== after.type || ownership !== after.ownership)
      steps.rename.push({ id, code, name, type, ownership })
  }
  return { ...ordered(steps, []), undoes }
}
