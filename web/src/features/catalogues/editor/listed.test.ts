import { describe, expect, test } from 'vitest'
import { listed, shownList } from './listed.ts'

describe('a list typed one a line', () => {
  test('says its lines without the blanks around them', () => {
    expect(listed('tự xây dựng\n thuê \n\nmua\n')).toEqual(['tự xây dựng', 'thuê', 'mua'])
    expect(listed(' \n')).toBeUndefined()
  })

  test('keeps the line that was just begun and the blank that was just typed', () => {
    expect(shownList('thuê\n', ['thuê'])).toBe('thuê\n')
    expect(shownList('tự ', ['tự'])).toBe('tự ')
  })

  test('shows what the set says when that changed elsewhere, as by undo', () => {
    expect(shownList('thuê\nmua', ['thuê'])).toBe('thuê')
    expect(shownList('thuê', undefined)).toBe('')
    expect(shownList('', ['thuê', 'mua'])).toBe('thuê\nmua')
  })
})
