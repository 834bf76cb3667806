import { describe, expect, it } from 'vitest'
import { changeKind, type CriterionKind } from './kinds.ts'
import type { NodeData, SetNode } from './set-tree.ts'

const node = (data: NodeData, children: SetNode[] = []): SetNode => ({ id: 'n', data, children })
const said = {
  code: '1.2',
  title: 'Học liệu số',
  guidance: 'Nội hàm',
  evidence: { demand: 'always' as const },
  noteRequired: true,
  fields: [{ key: 'field-1', title: 'Tên giải pháp' }],
  doubt: 'so lại',
}
const to = (from: SetNode, kind: CriterionKind) => changeKind(from, kind, () => 'new')

describe('another kind of criterion', () => {
  it.each(['condition', 'points', 'checklist', 'choice', 'count', 'ratio', 'aggregate', 'sum'] as const)(
    'keeps text, proof, fields and doubt as a %s',
    (kind) => {
      const start = node(kind === 'points' ? { kind: 'condition', ...said } : { kind: 'points', ...said, maximum: 500 })
      expect(to(start, kind).data).toMatchObject({ kind, ...said })
    },
  )
  it('turns items into choices, choices into parts, and parts into items', () => {
    const items = [
      { title: 'Một', points: 300 },
      { title: 'Hai', points: 200 },
    ]
    const choice = to(node({ kind: 'checklist', ...said, maximum: 500, items }), 'choice')
    expect(choice.data).toMatchObject({ kind: 'choice', maximum: 500, choices: items })
    const sum = to(choice, 'sum')
    expect(sum.children.map(({ data }) => data)).toMatchObject([
      { kind: 'points', code: '1.2.1', title: 'Một', maximum: 300 },
      { kind: 'points', code: '1.2.2', title: 'Hai', maximum: 200 },
    ])
    expect(to(sum, 'checklist').data).toMatchObject({ kind: 'checklist', items })
  })
  it('takes the award along between what is read by figures', () => {
    const award = { by: 'bands' as const, bands: [{ points: 500 }] }
    const ratio = to(node({ kind: 'count', ...said, maximum: 500, award }), 'ratio')
    expect(ratio.data).toMatchObject({ kind: 'ratio', award })
    expect(to(ratio, 'aggregate').data).toMatchObject({ kind: 'aggregate', award, share: 'submitted-in-time' })
  })
  it('is the same where nothing changes', () => {
    const points = node({ kind: 'points', ...said, maximum: 500 })
    expect(to(points, 'points')).toBe(points)
  })
})
