import { standardItems, type CheckItem } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { addOwn, isSame, isWhole, leftOut, moveItem } from './check-settings.draft.ts'

const own = (number: number, text: string): CheckItem => ({ key: `own-${number}`, text })
const keysOf = (items: readonly CheckItem[]) => items.map(({ key }) => key)

describe('the list that a body checks by, while it is arranged', () => {
  it('moves an item by one place, and the ends stay where they are', () => {
    const items = [own(1, 'a'), own(2, 'b'), own(3, 'c')]
    expect(keysOf(moveItem(items, 1, -1))).toEqual(['own-2', 'own-1', 'own-3'])
    expect(keysOf(moveItem(items, 1, 1))).toEqual(['own-1', 'own-3', 'own-2'])
    expect(moveItem(items, 0, -1)).toEqual(items)
    expect(moveItem(items, 2, 1)).toEqual(items)
  })

  it('gives an item of its own the first key that none has', () => {
    expect(keysOf(addOwn([own(1, 'a'), own(3, 'c')]))).toEqual(['own-1', 'own-3', 'own-2'])
  })

  it('names what of the standard list is left out', () => {
    expect(leftOut(standardItems)).toEqual([])
    expect(leftOut(standardItems.slice(1))).toEqual(['request-complete'])
  })

  it('is whole when something is checked and every item is worded', () => {
    expect(isWhole([])).toBe(false)
    expect(isWhole([own(1, '  ')])).toBe(false)
    expect(isWhole([own(1, 'Có xác nhận'), ...standardItems])).toBe(true)
  })

  it('differs by order and words, not by spaces around them', () => {
    expect(isSame([own(1, ' a ')], [own(1, 'a')])).toBe(true)
    expect(isSame([own(1, 'b')], [own(1, 'a')])).toBe(false)
    expect(isSame(standardItems.toReversed(), standardItems)).toBe(false)
    expect(isSame(standardItems.slice(1), standardItems)).toBe(false)
  })
})
