import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nothingAbout, type About } from './piece.schema.ts'
import { boundsOf, timingOf } from './timing.rules.ts'

const of = (about: Partial<About>, today = '2026-01-15') => timingOf({ ...nothingAbout, ...about }, '2025-2026', today)

describe('a proof for the school year 2025-2026', () => {
  it('counts from 1 August to 31 July by its date', () => {
    expect(of({ issuedOn: '2025-07-31' })).toBe('outside-year')
    expect(of({ issuedOn: '2025-08-01' })).toBeNull()
    expect(of({ issuedOn: '2026-07-31' })).toBeNull()
    expect(of({ issuedOn: '2026-08-01' })).toBe('outside-year')
  })

  it('counts in every year that its validity touches', () => {
    expect(of({ issuedOn: '2022-01-10', validUntil: '2027-12-31' })).toBeNull()
    expect(of({ issuedOn: '2022-01-10', validFrom: '2022-02-01' })).toBeNull()
    expect(of({ issuedOn: '2022-01-10', validUntil: '2025-07-31' })).toBe('outside-year')
    expect(of({ issuedOn: '2025-09-01', validFrom: '2026-08-01' })).toBe('outside-year')
  })

  it('runs out on the day after its last, and is said to thirty days before', () => {
    const paper = { issuedOn: '2025-01-10', validUntil: '2026-03-31' }
    expect(of(paper, '2026-02-28')).toBeNull()
    expect(of(paper, '2026-03-01')).toBe('expiring')
    expect(of(paper, '2026-03-31')).toBe('expiring')
    expect(of(paper, '2026-04-01')).toBe('expired')
  })

  it('is not judged where it says nothing of time', () => {
    expect(of({ issuer: 'Trường Tiểu học Minh Hoạ 1' })).toBeNull()
  })

  it('is in time on each day of the year it is dated in, and on no other', () => {
    const { from, until } = boundsOf('2025-2026')
    const date = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (at) => {
        const issuedOn = at.toISOString().slice(0, 10)
        expect(of({ issuedOn }) === null).toBe(issuedOn >= from && issuedOn <= until)
      }),
    )
  })
})
