import { expect, it } from 'vitest'
import { countPhases, phaseOf } from './phase.rules.ts'

const today = '2027-03-08'
const at = (day: string) => new Date(`${day}T08:00:00+07:00`)
const review = (status: 'planned' | 'done' | 'cancelled') => ({
  ...{ kind: 'desk-review' as const, status, startsAt: at('2027-03-01') },
})
const visit = (status: 'planned' | 'done' | 'cancelled', day = '2027-03-20') => ({
  ...{ kind: 'on-site' as const, status, startsAt: at(day) },
})

it('what is not being assessed is still to come, with the school, or over', () => {
  expect(phaseOf('submitted', [review('planned')], today)).toBe('waiting')
  expect(phaseOf('result-shown', [], today)).toBe('result')
  expect(phaseOf('objected', [], today)).toBe('result')
  expect(phaseOf('nominated', [visit('planned')], today)).toBe('over')
})

it.each([
  ['no plan', [], 'desk-review'],
  ['a visit to come and no review yet', [visit('planned'), review('planned')], 'desk-review'],
  ['a review made', [review('done'), visit('planned')], 'on-site'],
  ['the day of the visit', [review('planned'), visit('planned', today)], 'on-site'],
  ['one visit made, another to come', [visit('done', '2027-03-02'), visit('planned')], 'on-site'],
  ['all made', [review('done'), visit('done')], 'concluding'],
  ['a review alone, made', [review('done'), visit('cancelled')], 'concluding'],
] as const)('while the team assesses, its plan says where it is: %s', (_what, visits, phase) => {
  expect(phaseOf('assessing', visits, today)).toBe(phase)
})

it('phases are counted in the order of the road', () => {
  const units = (['over', 'on-site', 'over'] as const).map((phase) => ({ phase }))
  expect(countPhases(units)).toEqual([
    { phase: 'on-site', count: 1 },
    { phase: 'over', count: 2 },
  ])
})
