import { describe, expect, it } from 'vitest'
import { abbreviationOf, placeOf, standardSymbol, symbolOf } from './symbol.rules.ts'

describe('the symbol of a document', () => {
  it.each([
    ['Trường THCS Minh Hoạ 1', 'THCSMH1'],
    ['Sở Giáo dục và Đào tạo', 'SGDĐT'],
    ['Trường Mầm non Hoa Mẫu', 'MNHM'],
    ['Phòng Văn hóa – Xã hội', 'PVHXH'],
    ['Trường TH&THCS Mẫu', 'THTHCSM'],
  ])('abbreviates %s as %s', (name, abbreviation) => expect(abbreviationOf(name)).toBe(abbreviation))

  it.each([
    ['UBND xã Minh Hoạ 3', 'Minh Hoạ 3'],
    ['Ủy ban nhân dân phường Mẫu', 'Mẫu'],
    ['Sở GDĐT tỉnh Minh Hoạ', 'Minh Hoạ'],
    ['Trường THCS Minh Hoạ 1', ''],
    ['UBND xã Minh Hoạ 3 – Phòng Văn hoá – Xã hội', 'Minh Hoạ 3'],
  ])('finds the place of %s: %s', (name, place) => expect(placeOf(name)).toBe(place))

  const parts = { type: 'KH', abbreviation: 'THCSMH1', year: 2026 } as const
  it('has two figures at least, and room for a hand where there is no number yet', () => {
    expect(symbolOf(standardSymbol, { ...parts, number: 7 })).toBe('07/KH-THCSMH1')
    expect(symbolOf(standardSymbol, { ...parts, number: 112 })).toBe('112/KH-THCSMH1')
    expect(symbolOf(standardSymbol, { ...parts, number: null })).toBe('      /KH-THCSMH1')
  })
  it('follows the pattern of the body', () =>
    expect(symbolOf('{số}/{năm}/{loại}-{viết tắt}', { ...parts, number: 7 })).toBe('07/2026/KH-THCSMH1'))
})
