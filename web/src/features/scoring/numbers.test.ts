import { describe, expect, it } from 'vitest'
import { cleanFigure, cleanScore, isScoreTyping, parseFigure, parseScore } from './numbers.ts'

describe('numbers as people type them', () => {
  it.each([
    ['5', 500],
    ['5,25', 525],
    ['5.25', 525],
    ['5,', 500],
    [',5', 50],
    ['0', 0],
    ['', null],
    [',', null],
    ['75,2', 7520],
  ])('reads the score %j', (text, value) => {
    expect(isScoreTyping(text)).toBe(true)
    expect(parseScore(text)).toBe(value)
  })

  it.each(['5,255', '5,2,5', '-1', 'a'])('does not take %j for a score', (text) => {
    expect(isScoreTyping(text)).toBe(false)
  })

  it('finds the number in what is pasted', () => {
    expect(parseScore(cleanScore('5,25 điểm'))).toBe(525)
    expect(cleanFigure('1.200 giáo viên')).toBe('1200')
    expect(cleanFigure('1,200')).toBe('1200')
    expect(cleanFigure('99,5')).toBe('99')
    expect(cleanFigure('1.200,50')).toBe('1200')
  })

  it('reads whole figures with or without their thousands apart', () => {
    expect(parseFigure('1.200')).toBe(1200)
    expect(parseFigure('')).toBeNull()
    expect(parseFigure('0')).toBe(0)
  })
})
