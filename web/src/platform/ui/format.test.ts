import { describe, expect, it } from 'vitest'
import { dayOf, daysUntil, formatDay, formatMoment, formatNumber, formatScore } from './format.ts'

describe('days and moments are those of Vietnam', () => {
  it('writes a day as day, month, year', () => expect(formatDay('2025-03-15')).toBe('15/03/2025'))
  it('knows that an evening in London is the next morning in Hà Nội', () => {
    expect(formatMoment('2025-03-15T20:47:00Z')).toBe('03:47 16/03/2025')
    expect(dayOf('2025-03-15T20:47:00Z')).toBe('2025-03-16')
  })
  it('writes midnight as 00:00', () => expect(formatMoment('2025-03-15T17:00:00Z')).toBe('00:00 16/03/2025'))
  it('counts calendar days, however few hours they are', () => {
    const lateEvening = new Date('2025-03-15T16:59:00Z')
    expect(daysUntil('2025-03-16', lateEvening)).toBe(1)
    expect(daysUntil('2025-03-15', lateEvening)).toBe(0)
    expect(daysUntil('2025-03-13', lateEvening)).toBe(-2)
  })
})

describe('scores are read as the language writes them', () => {
  it.each([
    [7625, '76,25', '76.25'],
    [7500, '75', '75'],
    [7550, '75,5', '75.5'],
    [10000, '100', '100'],
    [0, '0', '0'],
    [5, '0,05', '0.05'],
  ])('%i hundredths', (value, vi, en) => {
    expect(formatScore(value, 'vi')).toBe(vi)
    expect(formatScore(value, 'en')).toBe(en)
  })
  it('keeps both places in columns', () => expect(formatScore(7500, 'vi', true)).toBe('75,00'))
  it('parts thousands', () => {
    expect(formatNumber(41000, 'vi')).toBe('41.000')
    expect(formatNumber(41000, 'en')).toBe('41,000')
  })
})
