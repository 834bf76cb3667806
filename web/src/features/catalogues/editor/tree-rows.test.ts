import { describe, expect, it } from 'vitest'
import { dropTarget } from './drop.ts'
import { emptySet } from './empty-set.ts'
import { addNode } from './new-nodes.ts'
import { placeFaults } from './placed-faults.ts'
import { treeOf, type SetTree } from './set-tree.ts'
import { rowsOf, stepOf } from './tree-rows.ts'

/** A group with two criteria: rows `set`, `level`, `g`, `a`, `b`. */
function sample(): SetTree {
  const start = treeOf(emptySet({ code: 'MAU', title: 'Mẫu', appliesTo: ['primary'] }), () => 'any')
  const group = start.groups[0]
  const [first] = group?.children ?? []
  const named: SetTree =
    group && first ? { ...start, groups: [{ ...group, id: 'g', children: [{ ...first, id: 'a' }] }] } : start
  return addNode(named, 'a', 'after', () => 'b')?.tree ?? named
}
const open = new Set<string>()

describe('the rows of the tree', () => {
  it('say where they stand, for those who hear them', () => {
    expect(rowsOf(sample(), open).map(({ place, level, at, of }) => [place, level, at, of])).toEqual([
      ['set', 1, 1, 3],
      ['level', 1, 2, 3],
      ['g', 1, 3, 3],
      ['a', 2, 1, 2],
      ['b', 2, 2, 2],
    ])
  })
  it('leave out what is folded away', () => {
    expect(rowsOf(sample(), new Set(['g'])).map(({ place }) => place)).toEqual(['set', 'level', 'g'])
  })
  it('are walked with arrows, Home and End', () => {
    const rows = rowsOf(sample(), open)
    expect(stepOf(rows, 'g', 'ArrowDown')).toEqual({ go: 'a' })
    expect(stepOf(rows, 'g', 'ArrowUp')).toEqual({ go: 'level' })
    expect(stepOf(rows, 'g', 'ArrowRight')).toEqual({ go: 'a' })
    expect(stepOf(rows, 'b', 'ArrowLeft')).toEqual({ go: 'g' })
    expect(stepOf(rows, 'g', 'ArrowLeft')).toEqual({ close: 'g' })
    expect(stepOf(rows, 'b', 'Home')).toEqual({ go: 'set' })
    expect(stepOf(rows, 'set', 'End')).toEqual({ go: 'b' })
    expect(stepOf(rows, 'b', 'ArrowDown')).toBeNull()
    expect(stepOf(rowsOf(sample(), new Set(['g'])), 'g', 'ArrowRight')).toEqual({ open: 'g' })
    expect(stepOf(rows, 'g', 'x')).toBeNull()
  })
})

describe('what is dropped', () => {
  const tree = sample()
  const row = (place: string, closed = open) => {
    const found = rowsOf(tree, closed).find((one) => one.place === place)
    if (!found) throw new Error(place)
    return found
  }
  it('goes before or behind a line', () => {
    expect(dropTarget(tree, row('b'), 0.1)).toEqual({ side: 'before', target: { parent: 'g', index: 1 } })
    expect(dropTarget(tree, row('b'), 0.9)).toEqual({ side: 'after', target: { parent: 'g', index: 2 } })
  })
  it('goes inside a group at its middle, and becomes its first below an unfolded heading', () => {
    expect(dropTarget(tree, row('g'), 0.5)?.target).toEqual({ parent: 'g', index: 2 })
    expect(dropTarget(tree, row('g'), 0.9)?.target).toEqual({ parent: 'g', index: 0 })
    expect(dropTarget(tree, row('g', new Set(['g'])), 0.9)?.target).toEqual({ parent: null, index: 1 })
  })
  it('goes nowhere on the set and its level rule', () => {
    expect(dropTarget(tree, row('level'), 0.5)).toBeNull()
  })
})

describe('faults', () => {
  it('are found at their node, a doubled code where it stands last, and a missing criterion at the set', () => {
    const tree = sample()
    const doubled: SetTree = {
      ...tree,
      groups: tree.groups.map((group) => ({
        ...group,
        children: group.children.map((child) => ({ ...child, data: { ...child.data, code: '1.1' } })),
      })),
    }
    const placed = placeFaults(
      doubled,
      [
        { path: '1.1', rule: 'title-missing', part: 'title' },
        { path: '1.1', rule: 'code-twice', part: 'code' },
        { path: '7', rule: 'refinement-misses-criterion' },
        { path: 'level', rule: 'bands-missing', part: 'bands' },
      ],
      { 'b/maximum': { text: '6,255', reason: 'amount' } },
    )
    expect(placed.map(({ place, part }) => [place, part])).toEqual([
      ['b', 'maximum'],
      ['a', 'title'],
      ['b', 'code'],
      ['set', null],
      ['level', 'bands'],
    ])
  })
})
