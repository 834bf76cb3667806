import { expect, it } from 'vitest'
import { gapsOfClosing, suffices, type ClosingVisit } from './closing.rules.ts'

const said = { strengths: 'Có kế hoạch', weaknesses: 'Không có', improvements: 'Không có' }
const today = '2027-03-08'
const visit = (over: Partial<ClosingVisit> = {}): ClosingVisit => ({
  ...{ kind: 'on-site', status: 'done', startsAt: new Date('2027-03-08T09:00:00+07:00') },
  ...over,
})
const whole = {
  sheets: 'open' as const,
  lines: [],
  findings: { whole: said, groups: {} },
  visits: [visit()],
  minutes: [{ kind: 'visit' as const, status: 'closed' as const }],
  today,
}
const codes = (over: Partial<Parameters<typeof gapsOfClosing>[0]>) =>
  gapsOfClosing({ ...whole, ...over }).map(({ code }) => code)

it('an assessment that is whole has nothing against its close', () => {
  expect(gapsOfClosing(whole)).toEqual([])
})

it('every reason has a code of its own, in the order in which a team comes to it', () => {
  const nothing = { strengths: '', weaknesses: '', improvements: ' ' }
  const gaps = gapsOfClosing({
    ...whole,
    sheets: 'apart',
    lines: [{ code: '1.2', gap: 'score-missing' }],
    findings: { whole: { ...nothing, strengths: 'Có' }, groups: {} },
    visits: [visit({ status: 'planned', startsAt: new Date('2027-03-09T08:00:00+07:00') })],
    minutes: [{ kind: 'desk-review', status: 'draft' }],
  })
  expect(gaps).toEqual([
    { code: 'assessment.sheets-apart', items: [] },
    { code: 'assessment.incomplete', items: [{ path: '1.2', message: 'score-missing' }] },
    {
      code: 'assessment.findings-missing',
      items: [
        { path: '', message: 'weaknesses-missing' },
        { path: '', message: 'improvements-missing' },
      ],
    },
    { code: 'assessment.visit-ahead', items: [] },
    { code: 'assessment.minutes-open', items: [] },
    { code: 'assessment.minutes-missing', items: [] },
  ])
})

it('where the team goes there, minutes of the desk review are not enough; where it does not, they are', () => {
  const minutes = [{ kind: 'desk-review', status: 'closed' }] as const
  expect(codes({ minutes })).toEqual(['assessment.minutes-missing'])
  expect(codes({ minutes, visits: [visit({ status: 'cancelled' })] })).toEqual([])
  expect(codes({ minutes, visits: [visit({ kind: 'desk-review' })] })).toEqual([])
  expect(codes({ minutes: [], visits: [] })).toEqual(['assessment.minutes-missing'])
  expect(suffices('visit', [])).toBe(true)
})

it('a visit of today may have been held, one of tomorrow may not; a correction that is begun is closed first', () => {
  expect(codes({ visits: [visit({ status: 'planned' })] })).toEqual([])
  expect(codes({ visits: [visit({ status: 'planned', startsAt: new Date('2027-03-08T18:00:00Z') })] })).toEqual([
    'assessment.visit-ahead',
  ])
  expect(codes({ minutes: [{ kind: 'visit', status: 'with-school' }, ...whole.minutes] })).toEqual([
    'assessment.minutes-open',
  ])
})
