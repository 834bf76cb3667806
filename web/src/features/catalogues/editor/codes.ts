import { plainCode } from '@thuoc/shared'
import { changeNode, nodesOf, type SetNode, type SetTree } from './set-tree.ts'

const largest = 99
const lastPart = (code: string): number => Number(code.split('.').at(-1) ?? 0)
const below = (parent: string | null, number: number): string => (parent === null ? `${number}` : `${parent}.${number}`)

/** A code for a new part of `parent` (null: a new group): one after the highest there, and free in the whole set. */
export function suggestCode(tree: SetTree, parent: SetNode | null): string {
  const taken = new Set(nodesOf(tree).map(({ data }) => plainCode(data.code)))
  const own = parent ? parent.children : tree.groups
  const after = Math.max(0, ...own.map(({ data }) => lastPart(data.code)))
  const numbers = Array.from({ length: largest }, (_, at) => ((after + at) % largest) + 1)
  const prefix = parent?.data.code ?? null
  return below(prefix, numbers.find((number) => !taken.has(plainCode(below(prefix, number)))) ?? largest)
}

/** Numbers everything anew in the order it stands: 1, 1.1, 1.1.1 … */
export function renumber(tree: SetTree): SetTree {
  const within = (nodes: readonly SetNode[], parent: string | null): SetNode[] =>
    nodes.map((node, at) => withCode(node, below(parent, at + 1), (children, code) => within(children, code)))
  return { ...tree, groups: within(tree.groups, null) }
}

/** Gives a node another code; the codes below it that began with the old one follow. */
export const recode = (tree: SetTree, id: string, code: string): SetTree =>
  changeNode(tree, id, (node) => followed(node, code))

function followed(node: SetNode, code: string): SetNode {
  const old = `${node.data.code}.`
  return withCode(node, code, (children) =>
    children.map((child) =>
      child.data.code.startsWith(old) ? followed(child, `${code}.${child.data.code.slice(old.length)}`) : child,
    ),
  )
}

const withCode = (
  node: SetNode,
  code: string,
  children: (children: readonly SetNode[], code: string) => readonly SetNode[],
): SetNode => ({ ...node, data: { ...node.data, code }, children: children(node.children, code) })
