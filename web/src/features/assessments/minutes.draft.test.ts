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
  const begunAfter = (written: string[], ...visits: Parameters<typeof begunMinutes>[0]['visits']) =>
    begunMinutes(
      { written, team: [{ fullName: 'Nguyễn Văn Mẫu', duty: 'head' }], visits, findings: 'Tốt', today: '2027-03-09' },
      (duty) => duty,
    )
  const begun = (...visits: Parameters<typeof begunMinutes>[0]['visits']) => begunAfter([], ...visits)
  const review = { kind: 'desk-review', status: 'done', startsAt: '2027-03-01T01:00:00Z', place: 'Phòng' } as const
  const visit = { kind: 'on-site', status: 'done', startsAt: '2027-03-02T18:00:00Z', place: 'Trường' } as const
  expect(begun(visit, review)).toMatchObject({ kind: 'visit', heldOn: '2027-03-03', place: 'Trường', findings: 'Tốt' })
  expect(begun({ ...visit, status: 'cancelled' }, review)).toMatchObject({ kind: 'desk-review', place: 'Phòng' })
  const second = { ...visit, startsAt: '2027-03-05T01:00:00Z', place: 'Điểm trường' }
  expect(begunAfter(['2027-03-03'], visit, second), 'the visit that has none yet').toMatchObject({
    ...{ heldOn: '2027-03-05', place: 'Điểm trường' },
  })
  expect(begunAfter(['2027-03-03'], visit)).toMatchObject({ heldOn: '2027-03-09', place: '' })
  expect(begun()).toMatchObject({ kind: 'visit', heldOn: '2027-03-09', ofTeam: [{ office: 'head' }] })
})
