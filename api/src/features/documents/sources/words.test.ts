import { describe, expect, it } from 'vitest'
import { capacityOf, paragraphsOf } from './words.ts'

describe('who signs', () => {
  it('signs in an office, in capitals', () => {
    expect(capacityOf('Hiệu trưởng', null)).toBe('HIỆU TRƯỞNG')
  })
  it('says in whose place: KT. and the office of the head, the own one below', () => {
    expect(capacityOf('Phó Hiệu trưởng', { office: 'Hiệu trưởng' })).toBe('KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG')
    expect(capacityOf('Phó Giám đốc', { office: null })).toBe('KT. THỦ TRƯỞNG\nPHÓ GIÁM ĐỐC')
  })
  it('is not told twice where it was typed', () => {
    expect(capacityOf('KT. Hiệu trưởng', { office: 'Hiệu trưởng' })).toBe('KT. HIỆU TRƯỞNG')
  })
})

it('lines that say something are paragraphs; where nothing is said there is room', () => {
  expect(paragraphsOf('Một\r\n\n  Hai  \n')).toEqual([{ text: 'Một' }, { text: 'Hai' }])
  expect(paragraphsOf(' \n').map(({ text }) => /^…+$/.test(text))).toEqual([true])
})
