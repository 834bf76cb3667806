import { criterionKinds } from '@thuoc/shared'
import type { CriterionKind } from './kinds.ts'
import { changeChildren, isContainer, placeOf, withBelow, type Place, type SetNode, type SetTree } from './set-tree.ts'

/** A place to put a node: among the parts of `parent` (null: among the groups), before the one at `index`. */
export type Target = { parent: string | null; index: number }
export type Direction = 'up' | 'down' | 'in' | 'out'

/** A sum may stand in a group, or in a sum that stands in a group; its parts are then lines. */
const deepestSum = 2

/** How many sums stand below each other in a node, itself included. */
const sumsDown = ({ data, children }: SetNode): number =>
  data.kind === 'sum' ? 1 + Math.max(0, ...children.map(sumsDown)) : 0

/** Whether a node may stand among the parts of `parent`: groups among groups, sums not deeper than the format goes. */
function fits(node: SetNode, parent: Pick<Place, 'node' | 'depth'> | null): boolean {
  if (node.data.kind === 'group' || parent === null) return node.data.kind === 'group' && parent === null
  return isContainer(parent.node) && parent.depth + sumsDown(node) <= deepestSum
}

/** Whether a node may be put there; never into itself. */
export function mayStand(tree: SetTree, node: SetNode, { parent }: Target): boolean {
  if (parent === null) return fits(node, null)
  const place = placeOf(tree, parent)
  return place !== null && fits(node, place) && !withBelow(node).some(({ id }) => id === parent)
}

/** Puts a node elsewhere; the tree as it was where that may not be. `index` counts before the node is taken out. */
export function moveTo(tree: SetTree, id: string, target: Target): SetTree {
  const place = placeOf(tree, id)
  if (!place || !mayStand(tree, place.node, target)) return tree
  const isHere = (place.parent?.id ?? null) === target.parent
  if (isHere && (target.index === place.index || target.index === place.index + 1)) return tree
  const index = isHere && target.index > place.index ? target.index - 1 : target.index
  return insert(remove(tree, id), place.node, { ...target, index })
}

export const insert = (tree: SetTree, node: SetNode, { parent, index }: Target): SetTree =>
  changeChildren(tree, parent, (children) => children.toSpliced(index, 0, node))

export function remove(tree: SetTree, id: string): SetTree {
  const place = placeOf(tree, id)
  if (!place) return tree
  return changeChildren(tree, place.parent?.id ?? null, (children) => children.filter((node) => node.id !== id))
}

/**
 * Where a step in one direction leads: up and down among its own, at the end over to the next parent; `in` below the
 * one before it, `out` behind its parent. Null: there is no such place.
 */
export function targetOf(tree: SetTree, id: string, direction: Direction): Target | null {
  const place = placeOf(tree, id)
  if (!place) return null
  const target = steps[direction](tree, place)
  return target && mayStand(tree, place.node, target) ? target : null
}

const steps: Record<Direction, (tree: SetTree, place: Place) => Target | null> = {
  up: (tree, place) =>
    place.index > 0 ? { parent: place.parent?.id ?? null, index: place.index - 1 } : overTo(tree, place, -1),
  down: (tree, place) =>
    place.index < place.siblings.length - 1
      ? { parent: place.parent?.id ?? null, index: place.index + 2 }
      : overTo(tree, place, 1),
  in: (_, { siblings, index }) => {
    const before = siblings[index - 1]
    return before && isContainer(before) ? { parent: before.id, index: before.children.length } : null
  },
  out: (tree, { parent }) => {
    const above = parent && placeOf(tree, parent.id)
    return above?.parent ? { parent: above.parent.id, index: above.index + 1 } : null
  },
}

/** The nearest neighbour of the parent that takes the node, from its end or its beginning. */
function overTo(tree: SetTree, { node, parent }: Place, way: -1 | 1): Target | null {
  const above = parent && placeOf(tree, parent.id)
  if (!above) return null
  const neighbours = way === 1 ? above.siblings.slice(above.index + 1) : above.siblings.slice(0, above.index).reverse()
  const next = neighbours.find((one) => mayStand(tree, node, { parent: one.id, index: 0 }))
  return next ? { parent: next.id, index: way === 1 ? 0 : next.children.length } : null
}

export function shift(tree: SetTree, id: string, direction: Direction): SetTree {
  const target = targetOf(tree, id, direction)
  return target ? moveTo(tree, id, target) : tree
}

/** The kinds that a criterion can take where it stands; a part of a part cannot have parts again. */
export const kindsAt = ({ depth }: Place): CriterionKind[] =>
  criterionKinds.filter((kind) => kind !== 'sum' || depth <= deepestSum)
