import type { Criterion, CriterionGroup, IndicatorSetDefinition, Leaf, Sum } from '@thuoc/shared'

export type GroupData = Omit<CriterionGroup, 'criteria'> & { kind: 'group' }
export type SumData = Omit<Sum, 'criteria'>
export type NodeData = GroupData | SumData | Leaf
/** A group, a criterion or a part. Its id lives as long as the page: codes change, and may stand twice for a while. */
export type SetNode = { id: string; data: NodeData; children: readonly SetNode[] }
export type SetHead = Omit<IndicatorSetDefinition, 'groups'>
/** A definition as the editor holds it. Never changed in place: what stays the same stays the same object. */
export type SetTree = { head: SetHead; groups: readonly SetNode[] }

export type NewId = () => string
/** Beside the groups, two places of the tree that are always there. */
export const headPlace = 'set'
export const levelPlace = 'level'

/** A set as a tree; every node gets an id of its own. */
export function treeOf({ groups, ...head }: IndicatorSetDefinition, newId: NewId): SetTree {
  const nodeOf = (criterion: Criterion): SetNode => {
    if (criterion.kind !== 'sum') return { id: newId(), data: criterion, children: [] }
    const { criteria, ...data } = criterion
    return { id: newId(), data, children: criteria.map(nodeOf) }
  }
  return {
    head,
    groups: groups.map(({ criteria, ...data }) => ({
      id: newId(),
      data: { ...data, kind: 'group' },
      children: criteria.map(nodeOf),
    })),
  }
}

/** The set that a tree stands for, as rules and server take it. */
export const definitionOf = ({ head, groups }: SetTree): IndicatorSetDefinition => ({
  ...head,
  groups: groups.flatMap(({ data, children }) => {
    if (data.kind !== 'group') return []
    const { kind: _, ...group } = data
    return [{ ...group, criteria: children.flatMap(criterionOf) }]
  }),
})

const criterionOf = ({ data, children }: SetNode): Criterion[] => {
  if (data.kind === 'group') return []
  return data.kind === 'sum' ? [{ ...data, criteria: children.flatMap(partOf) }] : [data]
}
const partOf = ({ data, children }: SetNode): Sum['criteria'] => {
  if (data.kind === 'group') return []
  return data.kind === 'sum' ? [{ ...data, criteria: children.flatMap(leafOf) }] : [data]
}
const leafOf = ({ data }: SetNode): Leaf[] => (data.kind === 'group' || data.kind === 'sum' ? [] : [data])

/** Where a node stands. `depth` is 0 for a group, 3 for a part of a part. */
export type Place = {
  node: SetNode
  parent: SetNode | null
  siblings: readonly SetNode[]
  index: number
  depth: number
}

export function placeOf(tree: SetTree, id: string): Place | null {
  const seek = (siblings: readonly SetNode[], parent: SetNode | null, depth: number): Place | null => {
    for (const [index, node] of siblings.entries()) {
      if (node.id === id) return { node, parent, siblings, index, depth }
      const below = seek(node.children, node, depth + 1)
      if (below) return below
    }
    return null
  }
  return seek(tree.groups, null, 0)
}

/** Every node in the order of the text, parents before their parts. */
export const nodesOf = (tree: SetTree): SetNode[] => tree.groups.flatMap(withBelow)
export const withBelow = (node: SetNode): SetNode[] => [node, ...node.children.flatMap(withBelow)]

/** What may have parts. */
export const isContainer = ({ data }: SetNode): boolean => data.kind === 'group' || data.kind === 'sum'

/** Changes one node; the tree itself when nothing came of it. */
export function changeNode(tree: SetTree, id: string, change: (node: SetNode) => SetNode): SetTree {
  const within = (nodes: readonly SetNode[]): readonly SetNode[] => {
    const changed = nodes.map((node) => {
      if (node.id === id) return change(node)
      const children = within(node.children)
      return children === node.children ? node : { ...node, children }
    })
    return changed.every((node, at) => node === nodes[at]) ? nodes : changed
  }
  const groups = within(tree.groups)
  return groups === tree.groups ? tree : { ...tree, groups }
}

/** Replaces the parts of a node, or the groups of the set where `parent` is null. */
export function changeChildren(
  tree: SetTree,
  parent: string | null,
  change: (children: readonly SetNode[]) => readonly SetNode[],
): SetTree {
  if (parent === null) return { ...tree, groups: change(tree.groups) }
  return changeNode(tree, parent, (node) => ({ ...node, children: change(node.children) }))
}
