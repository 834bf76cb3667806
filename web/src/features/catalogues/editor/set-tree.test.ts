import { indicatorSetDefinition, type IndicatorSetDefinition } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { changeNode, definitionOf, nodesOf, placeOf, treeOf, type SetTree } from './set-tree.ts'
import { insert, moveTo, remove, shift, targetOf } from './tree-moves.ts'
import { recode, renumber, suggestCode } from './codes.ts'
import { addNode, duplicateNode } from './new-nodes.ts'

const points = (code: string, maximum = 10) => ({ kind: 'points', code, title: `Tiêu chí ${code}`, maximum })
/** Two groups; 1.2 is a sum of two, its second part a sum again. Ids are the codes the set began with. */
const set: IndicatorSetDefinition = indicatorSetDefinition.parse({
  code: 'MAU',
  title: 'Bộ chỉ số mẫu',
  decision: null,
  sample: true,
  appliesTo: ['primary'],
  evidenceCode: 'accreditation',
  level: { bands: [{ level: 1 }], combine: 'total', unmetConditionCapsAt: null },
  groups: [
    {
      code: '1',
      title: 'Nhóm một',
      maximum: 50,
      criteria: [
        points('1.1'),
        {
          kind: 'sum',
          code: '1.2',
          title: 'Tổng',
          maximum: 30,
          criteria: [
            points('1.2.1'),
            { kind: 'sum', code: '1.2.2', title: 'Trong', maximum: 20, criteria: [points('1.2.2.1', 20)] },
          ],
        },
        { kind: 'condition', code: '1.3', title: 'Điều kiện' },
      ],
    },
    { code: '2', title: 'Nhóm hai', maximum: 10, criteria: [points('2.1')] },
  ],
})
function tree(): SetTree {
  const codes = ['1', '1.1', '1.2', '1.2.1', '1.2.2', '1.2.2.1', '1.3', '2', '2.1']
  // Children are made before the group that holds them has its id; the order of asking is not the order of the text.
  const made = treeOf(set, () => String(Math.random()))
  const named = nodesOf(made).map((node, at) => [node.id, codes[at] ?? ''] as const)
  const nameOf = new Map(named)
  const within = (nodes: SetTree['groups']): SetTree['groups'] =>
    nodes.map((node) => ({ ...node, id: nameOf.get(node.id) ?? '', children: within(node.children) }))
  return { ...made, groups: within(made.groups) }
}
const codes = (of: SetTree) => nodesOf(of).map(({ data }) => data.code)
const ids = (of: SetTree) => nodesOf(of).map(({ id }) => id)
const order = (of: SetTree, id: string | null) =>
  (id === null ? of.groups : (placeOf(of, id)?.node.children ?? [])).map((node) => node.id)

describe('a set as a tree', () => {
  it('is the same set again, with sums within sums', () => {
    expect(definitionOf(tree())).toEqual(set)
  })
  it('keeps what is not touched', () => {
    const before = tree()
    const after = changeNode(before, '2.1', (node) => ({ ...node, data: { ...node.data, title: 'Khác' } }))
    expect(after.groups[0]).toBe(before.groups[0])
    expect(placeOf(after, '2.1')?.node.data.title).toBe('Khác')
    expect(changeNode(before, 'nowhere', (node) => node)).toBe(before)
  })
})

describe('moving', () => {
  it('goes up and down among its own, and over to the next parent at the end', () => {
    expect(order(shift(tree(), '1.3', 'up'), '1')).toEqual(['1.1', '1.3', '1.2'])
    expect(order(shift(tree(), '1.1', 'down'), '1')).toEqual(['1.2', '1.1', '1.3'])
    const over = shift(tree(), '1.3', 'down')
    expect(order(over, '2')).toEqual(['1.3', '2.1'])
    expect(order(shift(over, '1.3', 'up'), '1')).toEqual(['1.1', '1.2', '1.3'])
  })
  it('goes into the sum before it and out behind the sum it was in', () => {
    const inside = shift(tree(), '1.3', 'in')
    expect(order(inside, '1.2')).toEqual(['1.2.1', '1.2.2', '1.3'])
    expect(order(shift(inside, '1.3', 'out'), '1')).toEqual(['1.1', '1.2', '1.3'])
  })
  it('has nowhere to go where the format ends', () => {
    expect(targetOf(tree(), '1', 'up')).toBeNull()
    expect(targetOf(tree(), '2', 'down')).toBeNull()
    expect(targetOf(tree(), '2', 'in')).toBeNull()
    expect(targetOf(tree(), '1.1', 'out')).toBeNull()
    expect(targetOf(tree(), '1.2', 'in')).toBeNull()
  })
  it('never puts anything into itself, a group into a group, or a sum deeper than two', () => {
    const before = tree()
    expect(moveTo(before, '1.2', { parent: '1.2.2', index: 0 })).toBe(before)
    expect(moveTo(before, '1', { parent: '2', index: 0 })).toBe(before)
    expect(moveTo(before, '1.1', { parent: null, index: 0 })).toBe(before)
    const twoSums = insert(
      before,
      { id: 's', data: { kind: 'sum', code: '1.4', title: '', maximum: 1 }, children: [] },
      { parent: '1', index: 0 },
    )
    expect(moveTo(twoSums, 's', { parent: '1.2.2', index: 0 })).toBe(twoSums)
    expect(order(moveTo(twoSums, 's', { parent: '1.2', index: 0 }), '1.2')).toEqual(['s', '1.2.1', '1.2.2'])
    expect(moveTo(twoSums, '1.2', { parent: 's', index: 0 })).toBe(twoSums)
  })
  it('counts places before the node is taken out, and does nothing where it already stands', () => {
    const before = tree()
    expect(order(moveTo(before, '1.1', { parent: '1', index: 3 }), '1')).toEqual(['1.2', '1.3', '1.1'])
    expect(moveTo(before, '1.1', { parent: '1', index: 0 })).toBe(before)
    expect(moveTo(before, '1.1', { parent: '1', index: 1 })).toBe(before)
  })
  it('loses nothing and doubles nothing, whatever is moved where', () => {
    const before = tree()
    for (const id of ids(before))
      for (const parent of [null, ...ids(before)])
        for (const index of [0, 1, 9])
          expect(ids(moveTo(before, id, { parent, index })).toSorted()).toEqual(ids(before).toSorted())
  })
  it('takes a node out with its parts', () => {
    expect(ids(remove(tree(), '1.2'))).toEqual(['1', '1.1', '1.3', '2', '2.1'])
  })
})

describe('codes', () => {
  it('proposes one after the highest, and none that stands anywhere already', () => {
    expect(suggestCode(tree(), null)).toBe('3')
    expect(suggestCode(tree(), placeOf(tree(), '1')?.node ?? null)).toBe('1.4')
    const taken = recode(tree(), '2.1', '1.4')
    expect(suggestCode(taken, placeOf(taken, '1')?.node ?? null)).toBe('1.5')
  })
  it('lets the codes below follow their parent', () => {
    expect(codes(recode(tree(), '1.2', '1.7'))).toEqual([
      '1',
      '1.1',
      '1.7',
      '1.7.1',
      '1.7.2',
      '1.7.2.1',
      '1.3',
      '2',
      '2.1',
    ])
  })
  it('numbers anew in the order it stands', () => {
    expect(codes(renumber(shift(tree(), '1.3', 'up')))).toEqual([
      '1',
      '1.1',
      '1.2',
      '1.3',
      '1.3.1',
      '1.3.2',
      '1.3.2.1',
      '2',
      '2.1',
    ])
  })
})

describe('what is added', () => {
  it('stands behind what is chosen, with a free code and the points that are left', () => {
    const made = addNode(tree(), '1.1', 'after', () => 'new')
    expect(made && order(made.tree, '1')).toEqual(['1.1', 'new', '1.2', '1.3'])
    expect(made && placeOf(made.tree, 'new')?.node.data).toMatchObject({ code: '1.4', kind: 'points', maximum: 1000 })
  })
  it('stands inside what takes parts, and nowhere in a line', () => {
    const made = addNode(tree(), '1.2', 'inside', () => 'new')
    expect(made && order(made.tree, '1.2')).toEqual(['1.2.1', '1.2.2', 'new'])
    expect(addNode(tree(), '1.1', 'inside', () => 'new')).toBeNull()
  })
  it('is a group where no criterion is chosen', () => {
    const made = addNode(tree(), null, 'after', () => 'new')
    expect(made && placeOf(made.tree, 'new')?.node.data).toMatchObject({ kind: 'group', code: '3', maximum: 10_000 })
  })
  it('is a copy with a code of its own, its parts as well', () => {
    let next = 0
    const made = duplicateNode(tree(), '1.2', () => `copy-${++next}`)
    const copied = made ? codes(made.tree).filter((code) => code.startsWith('1.4')) : []
    expect(copied).toEqual(['1.4', '1.4.1', '1.4.2', '1.4.2.1'])
  })
})
