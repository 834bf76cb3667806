import { isContainer, placeOf, type SetTree } from './set-tree.ts'
import type { Target } from './tree-moves.ts'
import type { TreeRow } from './tree-rows.ts'

export type DropSide = 'before' | 'inside' | 'after'

/**
 * Where something dragged over a row would go: the upper edge puts it before, the lower one behind, the middle inside
 * what takes parts. Below the heading of an unfolded group or sum, its first part begins.
 * @param share how far down the row the pointer is, 0 to 1
 */
export function dropTarget(tree: SetTree, row: TreeRow, share: number): { side: DropSide; target: Target } | null {
  const place = placeOf(tree, row.place)
  if (!place) return null
  const { node, index } = place
  const parent = place.parent?.id ?? null
  const takes = isContainer(node)
  if (share < (takes ? 0.25 : 0.5)) return { side: 'before', target: { parent, index } }
  if (takes && share <= 0.75) return { side: 'inside', target: { parent: node.id, index: node.children.length } }
  if (takes && row.open && node.children.length > 0) return { side: 'after', target: { parent: node.id, index: 0 } }
  return { side: 'after', target: { parent, index: index + 1 } }
}
