import { expect, it } from 'vitest'
import { searchable } from './searchable.ts'

it('searches without accents and capitals', () =>
  expect(searchable('Điểm số – ĐẠT mức độ')).toBe('diem so – dat muc do'))
