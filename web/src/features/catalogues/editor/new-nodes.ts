import { maximumOf, type Hundredths } from '@thuoc/shared'
import { suggestCode } from './codes.ts'
import { isContainer, placeOf, type NewId, type SetNode, type SetTree } from './set-tree.ts'
import { insert, type Target } from './tree-moves.ts'

const maximumBelow = ({ children }: SetNode): Hundredths =>
  children.reduce(
    (sum, { data }) => sum + (data.kind === 'group' || data.kind === 'sum' ? data.maximum : maximumOf(data)),
    0,
  )

/** What of the maximum of a parent its parts do not use yet. */
const leftOf = (parent: SetNode): Hundredths =>
  parent.data.kind === 'condition' ? 0 : Math.max(0, parent.data.maximum - maximumBelow(parent))

/** A new group of 100 points, or a new line that takes the points left over; with the next free code. */
function newNode(tree: SetTree, parent: SetNode | null, id: string): SetNode {
  const code = suggestCode(tree, parent)
  const data: SetNode['data'] =
    parent === null
      ? { kind: 'group', code, title: '', maximum: 10_000 }
      : { kind: 'points', code, title: '', maximum: leftOf(parent) }
  return { id, data, children: [] }
}

/** Where something new goes: behind the node, or as the last part of it. Null: it takes no parts. */
function targetOfNew(tree: SetTree, id: string | null, where: 'after' | 'inside'): Target | null {
  const place = id === null ? null : placeOf(tree, id)
  if (!place) return { parent: null, index: tree.groups.length }
  if (where === 'after') return { parent: place.parent?.id ?? null, index: place.index + 1 }
  return isContainer(place.node) ? { parent: place.node.id, index: place.node.children.length } : null
}

/** Adds a node behind or inside another; a group where nothing, or no node, is chosen. Null: it takes no parts. */
export function addNode(tree: SetTree, id: string | null, where: 'after' | 'inside', newId: NewId) {
  const target = targetOfNew(tree, id, where)
  if (!target) return null
  const parent = target.parent === null ? null : (placeOf(tree, target.parent)?.node ?? null)
  const node = newNode(tree, parent, newId())
  return { tree: insert(tree, node, target), id: node.id }
}

/** Puts a copy behind a node, with a free code of its own; its parts follow. */
export function duplicateNode(tree: SetTree, id: string, newId: NewId) {
  const place = placeOf(tree, id)
  if (!place) return null
  const code = suggestCode(tree, place.parent)
  const old = place.node.data.code
  const copy = (node: SetNode): SetNode => ({
    id: newId(),
    data: {
      ...node.data,
      code: node.data.code.startsWith(old) ? code + node.data.code.slice(old.length) : node.data.code,
    },
    children: node.children.map(copy),
  })
  const node = copy(place.node)
  return { tree: insert(tree, node, { parent: place.parent?.id ?? null, index: place.index + 1 }), id: node.id }
}
