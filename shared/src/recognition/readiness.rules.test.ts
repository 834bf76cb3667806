import { describe, expect, it } from 'vitest'
import { inOrder, readinessCodes, readinessOfStatus, standingAgainst, readinessWeightOf } from './readiness.rules.ts'
import { next, submissionStatuses } from '../submissions/submission.workflow.ts'

describe('what stands against a nomination', () => {
  it('is all that blocks, confirmed or not, and the warnings that nobody confirmed', () => {
    expect(standingAgainst(['objection-open', 'condition-unmet'], ['objection-open', 'condition-unmet'])).toEqual([
      'objection-open',
    ])
    expect(standingAgainst(['condition-unmet', 'request-missing'], ['request-missing'])).toEqual(['condition-unmet'])
  })

  it('is nothing for a file that is ready', () => {
    expect(standingAgainst([], [])).toEqual([])
  })

  it('is told in one order, what blocks before what is to be confirmed', () => {
    expect(inOrder(['request-missing', 'seal-void', 'seal-void'])).toEqual(['seal-void', 'request-missing'])
    const weights = readinessCodes.map((code) => readinessWeightOf[code])
    expect(weights).toEqual(weights.toSorted())
  })

  it('lets exactly those statuses through from which a file is nominated, and the nominated itself', () => {
    const free = submissionStatuses.filter((status) => readinessOfStatus[status] === null)
    const nominable = submissionStatuses.filter((status) => next(status, 'nominate') !== null)
    expect(free).toEqual([...nominable, 'nominated'])
  })
})
