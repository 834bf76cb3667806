import { expect, it } from 'vitest'
import { readFigure } from './read-figure.ts'

it('a figure is read as people here write it', () => {
  expect(['45', '1.200', '1.234.567,5', '92,5', '92.5', '0', ' 1 200 '].map(readFigure)).toEqual([
    45, 1200, 1_234_567.5, 92.5, 92.5, 0, 1200,
  ])
  expect(['', 'nhiều', '1,2,3', '12.34.5', '-5'].map(readFigure)).toEqual([NaN, NaN, NaN, NaN, NaN])
})
