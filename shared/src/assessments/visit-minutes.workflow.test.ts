import { expect, it } from 'vitest'
import { movesOfMinutes } from './visit-minutes.workflow.ts'

const due = '2027-03-08'
const [before, after] = ['2027-03-08', '2027-03-09']

it('minutes go from the team to the school and back; the school alone answers', () => {
  expect(movesOfMinutes({ kind: 'visit', status: 'draft', answerDue: null }, 'team', before)).toEqual(['show'])
  expect(movesOfMinutes({ kind: 'visit', status: 'draft', answerDue: null }, 'school', before)).toEqual([])
  expect(movesOfMinutes({ kind: 'visit', status: 'with-school', answerDue: due }, 'school', before)).toEqual(['answer'])
  expect(movesOfMinutes({ kind: 'visit', status: 'answered', answerDue: due }, 'team', before)).toEqual([
    'take-back',
    'close',
  ])
})

it('they are closed without an answer only once its last day has passed, and then for good', () => {
  expect(movesOfMinutes({ kind: 'visit', status: 'with-school', answerDue: due }, 'team', before)).toEqual([
    'take-back',
  ])
  expect(movesOfMinutes({ kind: 'visit', status: 'with-school', answerDue: due }, 'team', after)).toEqual([
    'take-back',
    'close',
  ])
  for (const side of ['team', 'school'] as const)
    expect(movesOfMinutes({ kind: 'visit', status: 'closed', answerDue: due }, side, after)).toEqual([])
})

it('a desk review, at which the school was not, is closed without it; a visit never is', () => {
  const drafted = { status: 'draft', answerDue: null } as const
  expect(movesOfMinutes({ kind: 'desk-review', ...drafted }, 'team', before)).toEqual(['show', 'close'])
  expect(movesOfMinutes({ kind: 'visit', ...drafted }, 'team', before)).not.toContain('close')
})
