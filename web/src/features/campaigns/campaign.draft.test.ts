import { indicatorSetSummary } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import {
  assignSet,
  emptyDraft,
  faultsOfDraft,
  isHindrance,
  recallDraft,
  requestOf,
  schoolYearOf,
  schoolYearsAround,
  steps,
  type CampaignDraft,
} from './campaign.draft.ts'

const today = '2026-11-22'
const idAt = (at: number) => `00000000-0000-7000-8000-00000000000${at}`
const aSet = (at: number) =>
  indicatorSetSummary.parse({
    id: idAt(at),
    code: `MAU-${at}`,
    version: 1,
    title: `Bộ chỉ số mẫu ${at}`,
    sample: true,
    verified: false,
    owner: { id: '01980000-0000-7000-8000-0000000000aa', name: 'Toàn hệ thống' },
    refines: null,
    status: 'published',
    appliesTo: ['primary', 'lower-secondary'],
    decision: null,
    lineCount: 4,
    publishedAt: null,
    revision: 1,
    actions: [],
  })

const whole = (): CampaignDraft => ({
  ...assignSet(emptyDraft(today), aSet(1), ['primary', 'lower-secondary']),
  title: 'Đánh giá năm học 2026–2027',
  selfAssessmentDue: '2027-01-31',
  externalAssessmentDue: '2027-03-31',
})
const faults = (over: Partial<CampaignDraft>) => Object.values(faultsOfDraft({ ...whole(), ...over }, today)).flat()

describe('a school year', () => {
  it('begins in August', () => {
    expect(schoolYearOf('2026-07-31')).toBe('2025-2026')
    expect(schoolYearOf('2026-08-01')).toBe('2026-2027')
  })
  it('is offered with its neighbours', () => {
    expect(schoolYearsAround(today)).toEqual(['2025-2026', '2026-2027', '2027-2028'])
  })
})

describe('the draft of a campaign', () => {
  it('names what is missing by the step where it is mended', () => {
    const found = faultsOfDraft(emptyDraft(today), today)
    expect(found).toEqual({
      plan: ['title-short'],
      sets: ['no-set'],
      units: [],
      dates: ['no-self-due', 'no-external-due'],
      review: [],
    })
  })
  it('has no fault when whole, and becomes what the API takes', () => {
    expect(faults({})).toEqual([])
    expect(requestOf(whole())).toMatchObject({
      schoolYear: '2026-2027',
      planNumber: null,
      sets: [{ indicatorSetId: idAt(1), unitTypes: ['primary', 'lower-secondary'], targetLevel: null }],
      participation: { ownerships: ['public', 'non-public'], withinUnitIds: [], exceptUnitIds: [] },
    })
  })
  it('is not sent while something is missing', () => {
    expect(requestOf(emptyDraft(today))).toBeNull()
  })
  it('may end both assessments on one day, yet not the external one first', () => {
    expect(faults({ externalAssessmentDue: '2027-01-31' })).toEqual([])
    expect(faults({ externalAssessmentDue: '2027-01-30' })).toEqual(['external-before-self'])
  })
  it('of a past campaign is odd, not impossible', () => {
    const odd = faults({ selfAssessmentDue: '2025-01-31', planDate: '2025-02-01' })
    expect(odd).toEqual(['plan-after-dates', 'self-due-past'])
    expect(odd.some(isHindrance)).toBe(false)
  })
  it('uses one set for a type: choosing another changes over', () => {
    const changed = assignSet(whole(), aSet(2), ['primary'])
    expect(changed.setOf).toEqual({ 'lower-secondary': idAt(1), primary: idAt(2) })
    expect(assignSet(changed, aSet(2), []).setOf).toEqual({ 'lower-secondary': idAt(1) })
  })
  it('survives a reload, and forgets what no longer fits', () => {
    expect(recallDraft(JSON.stringify(whole()))).toEqual(whole())
    expect(recallDraft('{"title":3}')).toBeNull()
    expect(recallDraft('not json')).toBeNull()
    expect(recallDraft(null)).toBeNull()
  })
  it('has a list of faults for every step', () => {
    expect(Object.keys(faultsOfDraft(whole(), today))).toEqual([...steps])
  })
})
