import { criterion, scoreOf, type Criterion } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { bestAnswer } from './try-out.ts'

const common = { code: '1.1', title: 'Tiêu chí', maximum: 10 }
const bands = [
  { points: 0, below: 50 },
  { points: 10, from: 50, below: 90 },
  { points: 4, from: 90 },
]
const all: Criterion[] = [
  { kind: 'points', ...common },
  {
    kind: 'checklist',
    ...common,
    items: [
      { title: 'Một', points: 4 },
      { title: 'Hai', points: 6 },
    ],
  },
  {
    kind: 'choice',
    ...common,
    choices: [
      { title: 'Không', points: 0 },
      { title: 'Có', points: 10 },
    ],
  },
  { kind: 'count', ...common, target: 40, award: { by: 'proportion' } },
  { kind: 'count', ...common, award: { by: 'bands', bands } },
  { kind: 'count', ...common, award: { by: 'suggestion' } },
  { kind: 'ratio', ...common, award: { by: 'bands', bands } },
  { kind: 'ratio', ...common, award: { by: 'proportion' } },
  { kind: 'aggregate', ...common, share: 'submitted-in-time', award: { by: 'proportion' } },
].map((one) => criterion.parse(one))

describe('the answer that earns all', () => {
  it.each(all)('reaches the maximum of a $kind', (one) => {
    expect(one.kind === 'sum' ? null : scoreOf(one, bestAnswer(one))).toBe(1000)
  })
  it('meets a condition', () => {
    expect(bestAnswer({ kind: 'condition', code: '1.1', title: 'Điều kiện' }).met).toBe(true)
  })
})
