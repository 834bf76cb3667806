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
      'accept-result',
      'nominate',
      'recognise',
      'publish',
    ] as const
    const walked = road.reduce<SubmissionStatus | null>((status, action) => status && next(status, action), 'drafting')
    expect(walked).toBe('published')
  })

  it('goes on wherever it is somebody’s turn, and only there', () => {
    for (const status of submissionStatuses) {
      const ended = submissionActions.every(
        (action) => next(status, action) === null || transitions[action].way !== 'on',
      )
      expect([status, ended]).toEqual([status, turnOf[status] === 'nobody'])
    }
  })

  it('never goes back without a reason', () => {
    const order: readonly SubmissionStatus[] = submissionStatuses.filter((status) => status !== 'returned')
    for (const action of submissionActions) {
      const { from, to, reason, way } = transitions[action]
      if (to === 'same') continue
      const back = way === 'back' || to === 'returned' || from.some((one) => order.indexOf(one) > order.indexOf(to))
      // From `returned` the school goes on, it does not go back.
      if (back && !from.includes('returned')) expect([action, reason]).toEqual([action, 'required'])
    }
  })

  it('lets the school change its answers only while the file is with it', () => {
    for (const status of submissionStatuses)
      expect([status, editableStatuses.some((one) => one === status)]).toEqual([status, turnOf[status] === 'school'])
  })

  it('calls every way back by its name: whoever goes it says why', () => {
    for (const action of submissionActions)
      if (transitions[action].way === 'back') expect([action, transitions[action].reason]).toEqual([action, 'required'])
  })

  it('makes plain moves by one call, in the order of the road; the others have calls of their own', () => {
    expect(submissionActions.filter((action) => plainActions.some((plain) => plain === action))).toEqual([
      ...plainActions,
    ])
  })
})
