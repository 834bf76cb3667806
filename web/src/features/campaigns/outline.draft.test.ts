import { filledIn, standardOutline } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import * as draft from './outline.draft.ts'

const titles = (outline: typeof standardOutline) => outline.map(({ code, title }) => `${code}. ${title}`)

describe('the outline of the reports', () => {
  it('is numbered anew when a part is added, moved or taken out', () => {
    const [first = '', second = ''] = titles(standardOutline).map((title) => title.slice(title.indexOf(' ') + 1))
    expect(titles(draft.movePart(standardOutline, 1, -1)).slice(0, 2)).toEqual([`I. ${second}`, `II. ${first}`])
    expect(draft.addPart(standardOutline).at(-1)).toEqual({ code: 'VI', title: '', parts: [] })
    expect(titles(draft.removePart(standardOutline, 0))[0]).toBe(`I. ${second}`)
    expect(draft.movePart(standardOutline, 0, -1)).toEqual(standardOutline)
    expect(draft.movePart(standardOutline, 4, 1)).toEqual(standardOutline)
  })

  it('counts in Roman numerals', () => {
    expect([1, 4, 5, 9, 14, 29, 30].map(draft.romanOf)).toEqual(['I', 'IV', 'V', 'IX', 'XIV', 'XXIX', 'XXX'])
  })

  it('arranges the headings under a part and leaves the other parts alone', () => {
    const added = draft.renameHeading(draft.addHeading(standardOutline, 2), 2, 0, 'Hạ tầng')
    expect(added[2]?.parts).toEqual(['Hạ tầng'])
    const two = draft.renameHeading(draft.addHeading(added, 2), 2, 1, 'Nhân lực')
    expect(draft.moveHeading(two, 2, 1, -1)[2]?.parts).toEqual(['Nhân lực', 'Hạ tầng'])
    expect(draft.removeHeading(two, 2, 0)[2]?.parts).toEqual(['Nhân lực'])
    expect(two.toSpliced(2, 1)).toEqual(standardOutline.toSpliced(2, 1))
  })

  it('is whole when every heading has its words', () => {
    expect(draft.isWhole(standardOutline)).toBe(true)
    expect(draft.isWhole(draft.addPart(standardOutline))).toBe(false)
    expect(draft.isWhole(draft.addHeading(standardOutline, 2))).toBe(false)
    expect(draft.isWhole([])).toBe(false)
  })

  it('keeps what the system writes with its heading, wherever that goes', () => {
    const said = { 'I.1': 'kế hoạch', 'I.2': 'tập huấn', 'II.1': 'quá trình', 'II.2': 'kết quả' }
    expect(filledIn(standardOutline, said)).toEqual(said)
    const turned = draft.moveHeading(draft.movePart(standardOutline, 1, -1), 0, 1, -1)
    expect(filledIn(turned, said)).toEqual({
      ...{ 'I.1': 'kết quả', 'I.2': 'quá trình', 'II.1': 'kế hoạch', 'II.2': 'tập huấn' },
    })
    const own = draft.renameHeading(standardOutline, 0, 0, 'Phần tỉnh tự đặt')
    expect(filledIn(own, said)).toEqual({ 'I.2': 'tập huấn', 'II.1': 'quá trình', 'II.2': 'kết quả' })
    expect(draft.isFilled('Phần tỉnh tự đặt')).toBe(false)
    expect(draft.isFilled(' KẾT QUẢ mức độ chuyển đổi số của đơn vị')).toBe(true)
  })
})
