import { unitTypes } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { headOfficeOf } from './head-office.ts'
import vi from './locales/vi.json'

it('only a school is led by a “hiệu trưởng”', () => {
  const led = (word: string) => unitTypes.filter((type) => vi.decide.heads[headOfficeOf(type)] === word)
  expect(led('Trưởng phòng')).toEqual(['district-office', 'commune-office'])
  expect(led('Giám đốc')).toEqual(['system', 'province', 'continuing-education', 'vocational-continuing-education'])
  expect(led('Hiệu trưởng')).toEqual([
    ...(['nursery', 'kindergarten', 'preschool', 'primary', 'lower-secondary', 'upper-secondary'] as const),
    'multi-level',
  ])
})
