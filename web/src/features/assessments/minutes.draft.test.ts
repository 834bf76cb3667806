import { expect, it } from 'vitest'
import { begunMinutes, findingsText } from './minutes.draft.ts'

const nothing = { strengths: '', weaknesses: '', improvements: '' }

it('what the team found is drawn in by kind, of the whole first; what nothing was said of is left out', () => {
  const groups = { '1': { ...nothing, strengths: 'Nhóm 1 tốt' }, '2': { ...nothing, improvements: 'Bổ sung máy' } }
  const said = { whole: { ...nothing, strengths: ' Có kế hoạch ' }, groups }
  expect(findingsText(said, (kind) => kind)).toBe('strengths: Có kế hoạch\nNhóm 1 tốt\nimprovements: Bổ sung máy')
  expect(findingsText({ whole: nothing, groups: {} }, (kind) => kind)).toBe('')
})

it('minutes begin with the visit that was planned, else with the desk review, else with today', () => {
  const begun = (...visits: Parameters<typeof begunMinutes>[0]['visits']) =>
    begunMinutes(
      { team: [{ fullName: 'Nguyễn Văn Mẫu', duty: 'head' }], visits, findings: 'Tốt', today: '2027-03-09' },
      (duty) => duty,
    )
  const review = { kind: 'desk-review', status: 'done', startsAt: '2027-03-01T01:00:00Z', place: 'Phòng' } as const
  const visit = { kind: 'on-site', status: 'done', startsAt: '2027-03-02T18:00:00Z', place: 'Trường' } as const
  expect(begun(visit, review)).toMatchObject({ kind: 'visit', heldOn: '2027-03-03', place: 'Trường', findings: 'Tốt' })
  expect(begun({ ...visit, status: 'cancelled' }, review)).toMatchObject({ kind: 'desk-review', place: 'Phòng' })
  expect(begun()).toMatchObject({ kind: 'visit', heldOn: '2027-03-09', ofTeam: [{ office: 'head' }] })
})
