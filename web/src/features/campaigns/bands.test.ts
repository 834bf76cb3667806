import { describe, expect, it } from 'vitest'
import { axisOf } from './bands.ts'
import { emptyMilestone, moveWithinTier, planOfMilestone } from './milestone.draft.ts'

const line = (key: string, dueOn: string | null, startsOn: string | null = null) => ({
  ...{ key, code: key, task: 'Việc', tier: 'school' as const, startsOn, dueOn },
})
const school = (...lines: ReturnType<typeof line>[]) => axisOf('2024-2025', lines, '2024-11-22').bands[2]

describe('the bands of a plan', () => {
  it('have one for each tier, with the months of the school year', () => {
    const { bands, months, today } = axisOf('2024-2025', [], '2024-11-22')
    expect(bands.map(({ tier }) => tier)).toEqual(['province', 'managing-body', 'school'])
    expect(months.map(({ month }) => month)).toEqual([8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7])
    expect(today).toBe(31.04)
  })
  it('put points that would cover each other in rows of their own', () => {
    const band = school(line('a', '2025-01-31'), line('b', '2025-02-03'), line('c', '2025-05-30'))
    expect(band?.points.map(({ key, row }) => [key, row])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ])
    expect(band?.rows).toBe(2)
  })
  it('name those without a date apart', () => {
    expect(school(line('a', null))).toMatchObject({ points: [], undated: [{ key: 'a', code: 'a' }] })
  })
  it('grow where a date lies outside the school year', () => {
    const { bands, months } = axisOf('2024-2025', [line('a', '2025-09-30')], '2026-11-22')
    expect(bands[2]?.points[0]?.at).toBe(100)
    expect(months.at(-1)?.month).toBe(9)
  })
})

describe('the draft of a milestone', () => {
  it('is nothing to send until it has a code and a task', () => {
    const draft = emptyMilestone('school')
    expect(planOfMilestone(draft)).toBeNull()
    expect(planOfMilestone({ ...draft, code: 'III.1', task: 'Tự đánh giá' })).toMatchObject({
      dueOn: null,
      before: null,
    })
  })
  it('moves past its neighbour of the same tier only', () => {
    const lines = [
      { key: 'a', tier: 'school' as const },
      { key: 'b', tier: 'province' as const },
      { key: 'c', tier: 'school' as const },
    ]
    expect(moveWithinTier(lines, 'a', 1).map(({ key }) => key)).toEqual(['c', 'b', 'a'])
    expect(moveWithinTier(lines, 'a', -1)).toEqual(lines)
    expect(moveWithinTier(lines, 'b', 1)).toEqual(lines)
  })
})
