import { describe, expect, it } from 'vitest'
import { dayOf, dueOn, endOf, isPast } from './deadline.rules.ts'

describe('the last day', () => {
  it('ends at 24:00 in Asia/Ho_Chi_Minh', () => {
    expect(endOf('2025-01-31').toISOString()).toBe('2025-01-31T17:00:00.000Z')
    expect(endOf('2024-12-31').toISOString()).toBe('2024-12-31T17:00:00.000Z')
  })

  it.each([
    ['2025-01-31T23:59:59+07:00', false],
    ['2025-01-31T23:59:59.999+07:00', false],
    ['2025-02-01T00:00:00+07:00', true],
    ['2025-01-31T16:59:59Z', false],
    ['2025-01-31T17:00:00Z', true],
  ])('at %s is past: %s', (at, past) => {
    expect(isPast('2025-01-31', new Date(at))).toBe(past)
  })

  it('is the day that people in Vietnam write', () => {
    expect(dayOf(new Date('2025-01-31T16:59:59.999Z'))).toBe('2025-01-31')
    expect(dayOf(new Date('2025-01-31T17:00:00Z'))).toBe('2025-02-01')
  })

  it('of an extension comes before that of the managing body, which comes before the plan', () => {
    expect(dueOn({ planned: '2025-01-31', body: '2025-01-20', extended: '2025-02-10' })).toBe('2025-02-10')
    expect(dueOn({ planned: '2025-01-31', body: '2025-01-20', extended: null })).toBe('2025-01-20')
    expect(dueOn({ planned: '2025-01-31', body: null, extended: null })).toBe('2025-01-31')
    expect(dueOn({ planned: null, body: null, extended: null })).toBeNull()
  })
})
