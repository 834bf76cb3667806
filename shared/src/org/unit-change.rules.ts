import { parentTiers, tierOf, type Ownership, type UnitId, type UnitType } from './unit.schema.ts'

/** A unit as the rules of operations look at it. Days as `2025-07-01`; null: since before anything was recorded. */
export type PlacedUnit = {
  id: UnitId
  code: string
  name: string
  type: UnitType
  ownership: Ownership | null
  parentId: UnitId | null
  closed: boolean
  /** First day of the present version. */
  since: string | null
  /** First day from which the unit has stood, open, where it stands now. */
  placeSince: string | null
  /** First day on which none of those that have left it stood under the unit any more; null: nobody ever left it. */
  leftSince: string | null
}
/** The units an operation could touch: those it names, their superiors, and everything under those it moves. */
export type UnitTree = ReadonlyMap<UnitId, PlacedUnit>

type Words = Pick<PlacedUnit, 'code' | 'name' | 'type' | 'ownership'>
/** What every operation comes to. New units have their ids already, so that others can go under them. */
export type UnitSteps = {
  found: (Words & { id: UnitId; parentId: UnitId })[]
  rename: (Words & { id: UnitId })[]
  move: { id: UnitId; parentId: UnitId }[]
  close: UnitId[]
  reopen: { id: UnitId; parentId: UnitId }[]
  /** `reads`: the successor may read what the predecessor has left. */
  successions: { from: UnitId; to: UnitId; reads: boolean }[]
}

export const noSteps = (): UnitSteps => ({ found: [], rename: [], move: [], close: [], reopen: [], successions: [] })

export type UnitFault = {
  unitId: UnitId
  rule:
    | 'unit.closed'
    | 'unit.parent-unfit'
    | 'unit-change.unit-twice'
    | 'unit-change.not-closed'
    | 'unit-change.tier-unfit'
    | 'unit-change.into-own-subtree'
    | 'unit-change.children-left'
    | 'unit-change.date-before-last'
    | 'unit-change.nothing-changes'
  /** The day before which it cannot be, where the rule is about days. */
  day?: string
}

/** The units that the steps change themselves; those that follow a superior are not among them. */
export const changedBy = ({ rename, move, close, reopen }: Omit<UnitSteps, 'found' | 'successions'>): UnitId[] => [
  ...new Set([...rename.map(({ id }) => id), ...move.map(({ id }) => id), ...close, ...reopen.map(({ id }) => id)]),
]

/** The tree after the steps, whether or not they are allowed. Ids that the tree does not know are left out. */
export function treeAfter(tree: UnitTree, steps: UnitSteps): Map<UnitId, PlacedUnit> {
  const after = new Map(tree)
  const change = (id: UnitId, over: Partial<PlacedUnit>) => {
    const unit = after.get(id)
    if (unit) after.set(id, { ...unit, ...over })
  }
  for (const unit of steps.found)
    after.set(unit.id, { ...unit, closed: false, since: null, placeSince: null, leftSince: null })
  for (const { id, ...words } of steps.rename) change(id, words)
  for (const { id, parentId } of steps.move) change(id, { parentId })
  for (const { id, parentId } of steps.reopen) change(id, { parentId, closed: false })
  for (const id of steps.close) change(id, { closed: true })
  return after
}

/** A unit and everything above it, the nearest first; ends where the tree does, and at a circle. */
export function lineAbove(tree: UnitTree, id: UnitId): PlacedUnit[] {
  const line: PlacedUnit[] = []
  for (let at = tree.get(id); at && !line.includes(at); at = at.parentId === null ? undefined : tree.get(at.parentId))
    line.push(at)
  return line
}

/**
 * Why steps cannot be taken from a day on; empty: they can.
 * @param effectiveOn first day on which it is so
 */
export function faultsOfSteps(tree: UnitTree, steps: UnitSteps, effectiveOn: string): UnitFault[] {
  const after = treeAfter(tree, steps)
  const placed = [...steps.found, ...steps.move, ...steps.reopen]
  return [
    ...twice(steps),
    ...wrongState(tree, steps),
    ...steps.rename.flatMap((words): UnitFault[] => faultsOfWords(tree.get(words.id), words)),
    ...steps.move.flatMap(({ id, parentId }): UnitFault[] =>
      tree.get(id)?.parentId === parentId ? [{ unitId: id, rule: 'unit-change.nothing-changes' }] : [],
    ),
    ...placed.flatMap((one) => faultsOfPlace(after, one)),
    ...steps.successions.flatMap((one) => faultsOfSuccession(after, one)),
    ...childrenLeft(after, steps.close),
    ...tooEarly(tree, steps, effectiveOn),
  ]
}

function twice({ found, rename, move, close, reopen }: UnitSteps): UnitFault[] {
  const lists = [
    [...found.map(({ id }) => id), ...rename.map(({ id }) => id)],
    [...move.map(({ id }) => id), ...close, ...reopen.map(({ id }) => id)],
  ]
  return lists.flatMap((ids) =>
    ids
      .filter((id, at) => ids.indexOf(id) !== at)
      .map((unitId): UnitFault => ({ unitId, rule: 'unit-change.unit-twice' })),
  )
}

function wrongState(tree: UnitTree, { rename, move, close, reopen }: UnitSteps): UnitFault[] {
  const reopened = new Set(reopen.map(({ id }) => id))
  const standing = [...rename.map(({ id }) => id), ...move.map(({ id }) => id), ...close]
  return [
    ...standing
      .filter((id) => tree.get(id)?.closed && !reopened.has(id))
      .map((unitId): UnitFault => ({ unitId, rule: 'unit.closed' })),
    ...[...reopened]
      .filter((id) => !tree.get(id)?.closed)
      .map((unitId): UnitFault => ({ unitId, rule: 'unit-change.not-closed' })),
  ]
}

function faultsOfWords(before: PlacedUnit | undefined, words: Words & { id: UnitId }): UnitFault[] {
  if (!before) return []
  const fields = ['code', 'name', 'type', 'ownership'] as const
  if (fields.every((field) => before[field] === words[field]))
    return [{ unitId: words.id, rule: 'unit-change.nothing-changes' }]
  return tierOf[before.type] === tierOf[words.type] ? [] : [{ unitId: words.id, rule: 'unit-change.tier-unfit' }]
}

function faultsOfPlace(after: UnitTree, { id, parentId }: { id: UnitId; parentId: UnitId }): UnitFault[] {
  const unit = after.get(id)
  const parent = after.get(parentId)
  if (!unit || !parent) return []
  const circle = parentId === id || lineAbove(after, parentId).some((above) => above.parentId === id)
  if (circle) return [{ unitId: id, rule: 'unit-change.into-own-subtree' }]
  if (parent.closed) return [{ unitId: parentId, rule: 'unit.closed' }]
  return parentTiers[tierOf[unit.type]].includes(tierOf[parent.type]) ? [] : [{ unitId: id, rule: 'unit.parent-unfit' }]
}

function faultsOfSuccession(after: UnitTree, { from, to }: { from: UnitId; to: UnitId }): UnitFault[] {
  const [before, next] = [after.get(from), after.get(to)]
  if (!before || !next) return []
  if (from === to) return [{ unitId: from, rule: 'unit-change.unit-twice' }]
  if (next.closed) return [{ unitId: to, rule: 'unit.closed' }]
  return tierOf[before.type] === tierOf[next.type] ? [] : [{ unitId: to, rule: 'unit-change.tier-unfit' }]
}

function childrenLeft(after: UnitTree, close: readonly UnitId[]): UnitFault[] {
  const closing = new Set(close)
  return [...after.values()]
    .filter(({ parentId, closed }) => !closed && parentId !== null && closing.has(parentId))
    .map(({ id }): UnitFault => ({ unitId: id, rule: 'unit-change.children-left' }))
}

/** Nothing happens to a unit before what happened to it last; nor does it go where its superior did not stand yet. */
function tooEarly(tree: UnitTree, steps: UnitSteps, effectiveOn: string): UnitFault[] {
  const moved = new Set([...steps.move, ...steps.reopen].map(({ id }) => id))
  const changed = new Set(changedBy(steps))
  const touched = [...tree.values()].filter(
    ({ id }) => changed.has(id) || (moved.size > 0 && lineAbove(tree, id).some((above) => moved.has(above.id))),
  )
  const goals = [...steps.found, ...steps.move, ...steps.reopen].flatMap(({ parentId }) => tree.get(parentId) ?? [])
  const late = [
    ...touched.map(({ id, since }) => ({ unitId: id, day: since })),
    ...goals.map(({ id, placeSince }) => ({ unitId: id, day: placeSince })),
    // Who has left it since, or has closed, would have stood under a unit that was closed already.
    ...steps.close.flatMap((id) => tree.get(id) ?? []).map(({ id, leftSince }) => ({ unitId: id, day: leftSince })),
  ]
  const latest = new Map<UnitId, UnitFault>()
  for (const { unitId, day } of late)
    if (day !== null && day > effectiveOn && day > (latest.get(unitId)?.day ?? ''))
      latest.set(unitId, { unitId, rule: 'unit-change.date-before-last', day })
  return [...latest.values()]
}
