import { describe, expect, it } from 'vitest'
import { submissionStatuses } from '../submissions/submission.workflow.ts'
import { faultOfTeam, seatedFor, stageOf, statusesIn } from './team.rules.ts'

const team = [
  { personId: 'head', duty: 'head' as const },
  { personId: 'secretary', duty: 'secretary' as const },
  { personId: 'member', duty: 'member' as const },
]

describe('a team', () => {
  it('has one head, and one secretary unless the head is alone', () => {
    expect(faultOfTeam(team)).toBeNull()
    expect(faultOfTeam(team.slice(0, 1))).toBeNull()
    expect(faultOfTeam(team.slice(1))).toBe('assessment.team-needs-head')
    expect(faultOfTeam([...team, { duty: 'head' }])).toBe('assessment.team-needs-head')
    expect(faultOfTeam([{ duty: 'head' }, { duty: 'member' }])).toBe('team.needs-secretary')
  })

  it('assesses a unit without those who must not; the secretary leads in place of the head, then who is named first', () => {
    const ids = (...conflicted: string[]) =>
      seatedFor(team, new Set(conflicted))?.map(({ personId, duty }) => [personId, duty])
    expect(ids()).toEqual(team.map(({ personId, duty }) => [personId, duty]))
    expect(ids('head')).toEqual([
      ['secretary', 'head'],
      ['member', 'member'],
    ])
    expect(ids('head', 'secretary')).toEqual([['member', 'head']])
    expect(ids('head', 'secretary', 'member')).toBeUndefined()
  })

  it('sees each file as still to come, being assessed or over', () => {
    expect(submissionStatuses.filter((status) => stageOf(status) === 'open')).toEqual(statusesIn('open'))
    expect(statusesIn('waiting', 'open', 'over')).toEqual([...submissionStatuses])
  })
})
