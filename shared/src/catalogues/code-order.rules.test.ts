import { expect, it } from 'vitest'
import { codesInOrder } from './code-order.rules.ts'

it('puts codes of criteria in the order of the text, each part as a number', () => {
  const codes = ['2.1', '1.10', '1.9.2', '1', '1.9', '10', '1.0', '1.10']
  expect(codesInOrder(codes)).toEqual(['1', '1.0', '1.9', '1.9.2', '1.10', '1.10', '2.1', '10'])
  expect(codes[0]).toBe('2.1')
  expect(codesInOrder([])).toEqual([])
})
