import { describe, expect, it } from 'vitest'
import { boxOf, oneBox } from './box.rules.ts'

const criteria = ['1.1', '1.2', '1.3', '1.3.1', '1.3.2', '2.1', '2.2']
const boxes = (of: Parameters<typeof boxOf>[0]) => criteria.map((code) => boxOf(of, code, criteria))

describe('the box of a document', () => {
  it('is one for all, unless the unit says otherwise', () => {
    expect(boxes(oneBox)).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(boxes({ boxes: 'one', firstBox: 7 })).toEqual([7, 7, 7, 7, 7, 7, 7])
  })

  it('may be one a group, or one a criterion with its parts', () => {
    expect(boxes({ boxes: 'by-group', firstBox: 1 })).toEqual([1, 1, 1, 1, 1, 2, 2])
    expect(boxes({ boxes: 'by-criterion', firstBox: 3 })).toEqual([3, 4, 5, 5, 5, 6, 7])
  })
})
