import { headPlace, isContainer, levelPlace, type SetNode, type SetTree } from './set-tree.ts'

/** One visible row of the tree; `level`, `at` and `of` are what a screen reader says of its place. */
export type TreeRow = {
  place: string
  node: SetNode | null
  parent: string | null
  level: number
  at: number
  of: number
  /** Null: it takes no parts. */
  open: boolean | null
}

/** The rows that are to be seen: the set, the level rule, then the groups with what is not folded away. */
export function rowsOf(tree: SetTree, closed: ReadonlySet<string>): TreeRow[] {
  const of = tree.groups.length + 2
  const fixed = [headPlace, levelPlace].map((place, at): TreeRow => ({
    place,
    node: null,
    parent: null,
    level: 1,
    at: at + 1,
    of,
    open: null,
  }))
  const below = (nodes: readonly SetNode[], parent: string | null, level: number, before: number): TreeRow[] =>
    nodes.flatMap((node, index) => {
      const open = isContainer(node) ? !closed.has(node.id) : null
      const row = { place: node.id, node, parent, level, at: before + index + 1, of: before + nodes.length, open }
      return [row, ...(open ? below(node.children, node.id, level + 1, 0) : [])]
    })
  return [...fixed, ...below(tree.groups, null, 1, fixed.length)]
}

/** Where the focus goes with an arrow, Home or End; `open` and `close` are asked of the row itself. */
export type TreeStep = { go: string } | { open: string } | { close: string }

/** The keys of a tree (WAI-ARIA): null where the key is none of them, or leads nowhere. */
export function stepOf(rows: readonly TreeRow[], place: string, key: string): TreeStep | null {
  const at = rows.findIndex((row) => row.place === place)
  const row = rows[at]
  const go = (next: TreeRow | undefined) => (next ? { go: next.place } : null)
  switch (key) {
    case 'ArrowDown':
      return go(rows[at + 1])
    case 'ArrowUp':
      return go(rows[at - 1])
    case 'Home':
      return go(rows[0])
    case 'End':
      return go(rows.at(-1))
    case 'ArrowRight':
      if (row?.open === false) return { open: place }
      return row?.open && rows[at + 1]?.parent === place ? go(rows[at + 1]) : null
    case 'ArrowLeft':
      if (row?.open && row.node?.children.length) return { close: place }
      return row?.parent ? { go: row.parent } : null
    default:
      return null
  }
}
