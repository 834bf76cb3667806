import { describe, expect, it } from 'vitest'
import { isDueWithin, movesOfRequest, takesEvidence } from './evidence-request.workflow.ts'

const due = '2026-11-30'
const [before, after] = ['2026-11-30', '2026-12-01']

describe('a request for more evidence', () => {
  it('is answered by the school until the end of its last day', () => {
    const open = { status: 'open', due } as const
    expect(movesOfRequest(open, 'school', before)).toEqual(['answer'])
    expect(takesEvidence(open, before)).toBe(true)
    expect(movesOfRequest(open, 'school', after)).toEqual([])
    expect(takesEvidence(open, after)).toBe(false)
  })

  it('is closed or withdrawn by the team, also when nobody answered in time', () => {
    for (const today of [before, after])
      expect(movesOfRequest({ status: 'open', due }, 'team', today)).toEqual(['close', 'withdraw'])
  })

  it('takes nothing more once it is answered; the team alone ends it', () => {
    const answered = { status: 'answered', due } as const
    expect(takesEvidence(answered, before)).toBe(false)
    expect(movesOfRequest(answered, 'school', before)).toEqual([])
    expect(movesOfRequest(answered, 'team', before)).toEqual(['close'])
  })

  it('has no way back from its end', () => {
    for (const status of ['closed', 'withdrawn'] as const)
      for (const side of ['school', 'team'] as const) expect(movesOfRequest({ status, due }, side, before)).toEqual([])
  })

  it('falls due between today and the end of the external assessment, both included', () => {
    const within = { today: '2026-11-22', until: '2027-03-31' }
    expect(['2026-11-22', '2027-03-31', '2026-11-21', '2027-04-01'].map((one) => isDueWithin(one, within))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
