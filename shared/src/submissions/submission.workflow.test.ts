import { describe, expect, it } from 'vitest'
import {
  editableStatuses,
  next,
  plainActions,
  submissionActions,
  submissionStatuses,
  transitions,
  turnOf,
  type SubmissionStatus,
} from './submission.workflow.ts'

const reachable = (from: SubmissionStatus, seen = new Set<SubmissionStatus>([from])): Set<SubmissionStatus> => {
  for (const action of submissionActions) {
    const to = next(from, action)
    if (to !== null && !seen.has(to)) reachable(to, seen.add(to))
  }
  return seen
}

describe('the life of a file', () => {
  it('reaches every status from the empty form', () => {
    expect([...reachable('drafting')].sort()).toEqual([...submissionStatuses].sort())
  })

  it('goes from the empty form to the published result by this road', () => {
    const road = [
      'finish',
      'approve',
      'submit',
      'accept',
      'open-assessment',
      'complete-assessment',
      'recognise',
      'publish',
    ] as const
    const walked = road.reduce<SubmissionStatus | null>((status, action) => status && next(status, action), 'drafting')
    expect(walked).toBe('published')
  })

  it('ends where it is nobody’s turn, and only there', () => {
    for (const status of submissionStatuses) {
      const ended = submissionActions.every((action) => next(status, action) === null)
      expect([status, ended]).toEqual([status, turnOf[status] === 'nobody'])
    }
  })

  it('never goes back without a reason', () => {
    const order: readonly SubmissionStatus[] = submissionStatuses.filter((status) => status !== 'returned')
    for (const action of submissionActions) {
      const { from, to, reason } = transitions[action]
      const back = to === 'returned' || from.some((one) => order.indexOf(one) > order.indexOf(to))
      // From `returned` the school goes on, it does not go back.
      if (back && !from.includes('returned')) expect([action, reason]).toEqual([action, 'required'])
    }
  })

  it('lets the school change its answers only while the file is with it', () => {
    for (const status of submissionStatuses)
      expect([status, editableStatuses.some((one) => one === status)]).toEqual([status, turnOf[status] === 'school'])
  })

  it('makes the first eight moves by one call; those after have calls of their own', () => {
    expect(submissionActions.slice(0, plainActions.length)).toEqual([...plainActions])
  })
})
