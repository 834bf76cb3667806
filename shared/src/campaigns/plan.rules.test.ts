import { describe, expect, it } from 'vitest'
import type { MilestonePlan } from './milestone.schema.ts'
import { conflictsOf, deadlinesOf, nextSchoolYear, planConflictRules, weightOf, yearsLater } from './plan.rules.ts'

const line = (over: Partial<MilestonePlan>): MilestonePlan => ({
  tier: 'school',
  code: 'III.1',
  task: 'Tự đánh giá',
  startsOn: null,
  dueOn: null,
  deliverables: [],
  required: false,
  lateness: 'mark',
  reminderDays: [],
  before: null,
  ...over,
})
const self = (dueOn: string) => line({ deliverables: ['self-assessment'], dueOn })
const request = (dueOn: string) => line({ code: 'III.2', deliverables: ['request'], dueOn })
const external = (dueOn: string, over: Partial<MilestonePlan> = {}) =>
  line({ tier: 'managing-body', code: 'II.3', deliverables: ['external-assessment'], dueOn, ...over })
const decision = (dueOn: string, over: Partial<MilestonePlan> = {}) =>
  line({ tier: 'managing-body', code: 'II.4', deliverables: ['recognition-decision'], dueOn, ...over })
const said = (...lines: MilestonePlan[]) =>
  conflictsOf('2024-2025', lines).map(({ rule, code, other }) =>
    [code, rule, ...(other === null ? [] : [other])].join(' '),
  )

describe('the milestones of a plan', () => {
  it('follow each other along the road of a file', () => {
    expect(said(self('2025-01-31'), request('2025-02-28'), external('2025-03-31'), decision('2025-05-30'))).toEqual([])
    expect(said(self('2025-03-03'), request('2025-02-28'))).toEqual(['III.2 request-before-self-assessment III.1'])
    expect(said(request('2025-04-01'), external('2025-03-31'))).toEqual(['II.3 external-before-request III.2'])
    expect(said(external('2025-03-31'), decision('2025-03-28'))).toEqual(['II.4 recognition-before-external II.3'])
  })

  it('may end on one day, and each tier decides after its own assessment', () => {
    expect(said(self('2025-02-28'), request('2025-02-28'))).toEqual([])
    expect(said(external('2025-04-30', { tier: 'province', code: 'I.3' }), decision('2025-03-31'))).toEqual([])
  })

  it('have schools assessed on days on which those who assess them do so (source 001, III.3 and I.3)', () => {
    const visited = external('2025-03-31', { tier: 'school', code: 'III.3', startsOn: '2025-02-01' })
    const visits = (startsOn: string | null, dueOn: string) =>
      external(dueOn, { tier: 'province', code: 'I.3', startsOn })
    expect(said(visited, visits('2025-04-01', '2025-04-30'))).toEqual(['III.3 external-apart I.3'])
    expect(said(visited, visits('2025-03-31', '2025-04-30'))).toEqual([])
    expect(said(visited, visits('2025-01-02', '2025-01-31'))).toEqual(['III.3 external-apart I.3'])
    expect(said(visited, visits(null, '2025-04-30'))).toEqual([])
    expect(said(visited, external('2025-03-31'), visits('2025-04-01', '2025-04-30'))).toEqual([
      'III.3 external-apart I.3',
    ])
  })

  it('begin before they end, with codes of their own in each tier', () => {
    expect(said(line({ startsOn: '2025-02-03', dueOn: '2025-01-31' }))).toEqual(['III.1 starts-after-due'])
    expect(said(line({ dueOn: '2025-01-31' }), line({ dueOn: '2025-01-31' }))).toEqual(['III.1 code-twice'])
    expect(said(line({ code: 'II.3a' }), line({ code: 'II.3a', tier: 'managing-body' }))).toEqual([])
  })

  it('come before those they are said to come before', () => {
    const next = line({ startsOn: '2025-01-02', dueOn: '2025-01-31' })
    const first = (dueOn: string) => line({ code: 'III.0', before: 'III.1', dueOn })
    expect(said(first('2025-01-02'), next)).toEqual([])
    expect(said(first('2025-01-03'), next)).toEqual(['III.0 not-before III.1'])
    expect(said(line({ code: 'III.0', before: 'III.9' }))).toEqual(['III.0 before-unknown III.9'])
  })

  it('are odd outside the school year, on a weekend, or required without a day', () => {
    expect(said(line({ dueOn: '2025-08-01' }))).toEqual(['III.1 outside-school-year'])
    expect(said(line({ dueOn: '2025-07-31' }))).toEqual([])
    expect(said(line({ dueOn: '2025-02-01' }))).toEqual(['III.1 on-weekend'])
    expect(said(line({ required: true }))).toEqual(['III.1 no-date'])
  })

  it('have a weight for each rule, and faults are only what cannot be kept', () => {
    expect(planConflictRules.filter((rule) => weightOf[rule] === 'fault')).toEqual([
      'starts-after-due',
      'code-twice',
      'before-unknown',
    ])
  })
})

describe('the two days of a campaign', () => {
  it('are those of the milestones, the report standing in for the self-assessment', () => {
    expect(deadlinesOf([self('2025-01-31'), request('2025-02-28'), external('2025-03-31')])).toEqual({
      selfAssessmentDue: '2025-01-31',
      externalAssessmentDue: '2025-03-31',
    })
    expect(deadlinesOf([line({ deliverables: ['self-assessment-report'], dueOn: '2025-05-10' })])).toEqual({
      selfAssessmentDue: '2025-05-10',
      externalAssessmentDue: null,
    })
  })
})

describe('a year later', () => {
  it.each([
    ['2025-01-31', '2026-01-31'],
    ['2027-02-28', '2028-02-29'],
    ['2028-02-29', '2029-02-28'],
    ['2026-12-15', '2027-12-15'],
  ])('%s is %s', (day, later) => {
    expect(yearsLater(day, 1)).toBe(later)
  })
  it('the school year has moved on', () => {
    expect(nextSchoolYear('2026-2027')).toBe('2027-2028')
  })
})
