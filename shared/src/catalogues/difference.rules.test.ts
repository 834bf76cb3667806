import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSet, checklist, choice, condition, count, group, innerSum, points, ratio, sum } from '../../test/sets.ts'
import type { Criterion } from './criterion.schema.ts'
import { differencesOf } from './difference.rules.ts'
import type { IndicatorSetDefinition } from './indicator-set.schema.ts'
import { doubtsOfSet } from './doubt.rules.ts'

const setOf = (...criteria: Criterion[]) => aSet({ groups: [group('1', criteria)] })
const changed = (path: string, part: string, before: unknown, after: unknown) => ({
  path,
  title: expect.any(String),
  change: { kind: 'changed', part, before, after },
})

describe('what differs between two sets', () => {
  it('1.4: maximum 10 → 12, as people write scores', () => {
    const from = setOf(points('1.3', 625), points('1.4', 1000))
    const to = setOf(points('1.3', 625), points('1.4', 1200))
    expect(differencesOf(from, to)).toEqual([
      changed('1', 'maximum', 16.25, 18.25),
      { path: '1.4', title: 'Tiêu chí 1.4', change: { kind: 'changed', part: 'maximum', before: 10, after: 12 } },
    ])
  })

  it('is nothing between a set and itself', () => {
    const criteria = fc.constantFrom<Criterion>(
      condition('1.1', { doubt: 'Cần đối chiếu' }),
      points('1.2', 1000, { step: 25, evidence: { demand: 'always', kinds: ['file'], least: 2 } }),
      checklist('1.3', [500, 500]),
      choice('1.4', [0, 1000]),
      count('1.5', 1000, { unit: 'học liệu', measurement: 'a.b' }),
      ratio('1.6', 1000, { of: 'a.c', numerator: 'Số giáo viên' }),
      sum('1.7', [points('1.7.1', 100), innerSum('1.7.2', [points('1.7.2.1', 200)])], { bands: [{ level: 1 }] }),
    )
    const sets = fc.uniqueArray(criteria, { selector: ({ code }) => code }).map((some) => setOf(...some))
    fc.assert(fc.property(sets, (set) => differencesOf(set, { ...set }).length === 0))
  })

  it('names lines that came, in the order of the newer text, and those that went, at the end', () => {
    const from = setOf(points('1.1', 100), points('1.2', 100), points('1.3', 100))
    const to = setOf(points('1.1', 100), points('1.4', 100), points('1.3', 100))
    expect(differencesOf(from, to)).toEqual([
      { path: '1.4', title: 'Tiêu chí 1.4', change: { kind: 'added' } },
      { path: '1.2', title: 'Tiêu chí 1.2', change: { kind: 'removed' } },
    ])
  })

  it('names what a split makes: the kind of the criterion and its parts', () => {
    const from = setOf(points('1.1', 1000, { step: 50 }))
    const to = setOf(sum('1.1', [points('1.1.1', 400), points('1.1.2', 600)]))
    expect(differencesOf(from, to)).toEqual([
      changed('1.1', 'kind', 'points', 'sum'),
      changed('1.1', 'step', 0.5, null),
      { path: '1.1.1', title: 'Tiêu chí 1.1.1', change: { kind: 'added' } },
      { path: '1.1.2', title: 'Tiêu chí 1.1.2', change: { kind: 'added' } },
    ])
  })

  it('names a line that stands elsewhere, but not one whose neighbour only came or went', () => {
    const [one, two, three] = [points('1.1', 100), points('1.2', 100), points('1.3', 100)]
    const moved = (from: IndicatorSetDefinition, to: IndicatorSetDefinition) =>
      differencesOf(from, to).flatMap(({ path, change }) =>
        change.kind === 'changed' && change.part === 'position' ? [path] : [],
      )
    expect(moved(setOf(one, two, three), setOf(two, one, three))).toHaveLength(1)
    expect(moved(setOf(one, two, three), setOf(three, one, two))).toEqual([three.code])
    expect(moved(setOf(one, two, three), setOf(two, three))).toEqual([])
    expect(moved(setOf(two, three), setOf(one, two, three))).toEqual([])
  })

  it('names every part of a criterion by itself', () => {
    const from = setOf(ratio('1.1', 1000, { of: 'teachers.total' }))
    const to = setOf(
      ratio('1.1', 1000, {
        measurement: 'teachers.total',
        guidance: 'Tính giáo viên cơ hữu',
        noteRequired: true,
        award: { by: 'proportion' },
        fields: [{ key: 'solution', title: 'Tên giải pháp' }],
      }),
    )
    const parts = differencesOf(from, to).flatMap(({ change }) => (change.kind === 'changed' ? [change.part] : []))
    expect(parts.sort()).toEqual(['award', 'fields', 'guidance', 'measurement', 'note-required'])
  })

  it('names the level rule, the decision and the units as a whole', () => {
    const from = aSet()
    const decision = { number: '12/QĐ-SGDĐT', date: '2026-09-01', issuer: 'Sở GDĐT tỉnh Minh Hoạ' }
    const to = aSet({ decision, appliesTo: ['kindergarten'], level: { ...from.level, combine: 'total' } })
    expect(differencesOf(from, to)).toEqual([
      changed('set', 'decision', null, decision),
      changed('set', 'applies-to', ['primary'], ['kindergarten']),
      changed('level', 'level-rule', expect.anything(), expect.objectContaining({ combine: 'total' })),
    ])
  })
})

describe('the doubts of a set', () => {
  it('stand at the level rule, at criteria and at parts, in the order of the text', () => {
    const set = setOf(
      sum('1.1', [points('1.1.1', 100, { doubt: 'Điểm' })], { doubt: 'Tổng' }),
      points('1.2', 100, { doubt: '' }),
    )
    expect(doubtsOfSet({ ...set, doubts: ['Mức', 'Điều kiện'] })).toEqual([
      { place: 'level/0', text: 'Mức' },
      { place: 'level/1', text: 'Điều kiện' },
      { place: '1.1', text: 'Tổng' },
      { place: '1.1.1', text: 'Điểm' },
    ])
  })
})
