import { describe, expect, it } from 'vitest'
import { personId } from '../identity/person.schema.ts'
import { warningsOf, type PlannedVisit } from './visit.rules.ts'

const an = { personId: personId.parse('00000000-0000-7000-8000-00000000000a'), fullName: 'An Mẫu' }
const be = { personId: personId.parse('00000000-0000-7000-8000-00000000000b'), fullName: 'Bê Mẫu' }
const visit = (over: Partial<PlannedVisit> = {}): PlannedVisit => ({
  ...{ id: '1', unitId: 'one', kind: 'on-site', status: 'planned', people: [an, be] },
  startsAt: new Date('2027-03-02T08:00:00+07:00'),
  endsAt: new Date('2027-03-02T10:00:00+07:00'),
  ...over,
})
const always: Parameters<typeof warningsOf>[2] = { from: null, until: null }
const codes = (mine: PlannedVisit, others: PlannedVisit[], window = always, conflicted: string[] = []) =>
  warningsOf(mine, others, window, conflicted).map(({ code, name, day }) => [code, name ?? day])

describe('what speaks against a visit', () => {
  it('is somebody who is elsewhere at that time, and a unit visited twice at once', () => {
    const other = visit({ id: '2', unitId: 'two', people: [be] })
    expect(codes(visit(), [visit(), other])).toEqual([['person-twice', 'Bê Mẫu']])
    expect(codes(visit(), [visit({ id: '2', people: [] })])).toEqual([['unit-twice', null]])
    const next = visit({ id: '2', startsAt: visit().endsAt, endsAt: new Date('2027-03-02T12:00:00+07:00') })
    expect(codes(visit(), [next])).toEqual([])
    expect(codes(visit(), [visit({ id: '2', status: 'cancelled' })])).toEqual([])
  })

  it('is a day outside the plan, both ends included, in Vietnam', () => {
    const window = { from: '2027-03-02', until: '2027-03-02' }
    expect(codes(visit(), [], window)).toEqual([])
    const before = visit({ startsAt: new Date('2027-03-01T23:59:00+07:00') })
    expect(codes(before, [], window)).toEqual([['before-window', '2027-03-02']])
    const after = visit({ endsAt: new Date('2027-03-03T00:00:00+07:00') })
    expect(codes(after, [], window)).toEqual([['after-due', '2027-03-02']])
  })

  it('is going there before its file has been examined, and whoever must not assess it', () => {
    const review = visit({
      id: '2',
      kind: 'desk-review',
      startsAt: new Date('2027-03-04T08:00:00+07:00'),
      endsAt: new Date('2027-03-04T09:00:00+07:00'),
    })
    expect(codes(visit(), [review])).toEqual([['before-desk-review', null]])
    expect(codes(visit(), [], always, ['Bê Mẫu'])).toEqual([['conflict', 'Bê Mẫu']])
    expect(codes(visit({ status: 'done' }), [review], always, ['Bê Mẫu'])).toEqual([])
  })
})
