import { expect, it } from 'vitest'
import { aSet, condition, count, group, points, ratio, sum } from '../../test/sets.ts'
import { measuredOf, measurementKeysOf } from './measurement.rules.ts'

it('a set names the figures of its lines, the wholes of its ratios and those of its headings, each once', () => {
  const trained = ratio('1.3.1', 600, { measurement: 'teachers.trained', of: 'teachers.total' })
  const able = ratio('1.3.2', 600, { measurement: 'teachers.able', of: 'teachers.total' })
  const set = aSet({
    groups: [
      group('1', [
        condition('1.1', { measurement: 'sector-database.last-sync' }),
        points('1.2', 600),
        sum('1.3', [trained, able], { measurement: 'teachers.total' }),
      ]),
      group('2', [count('2.1', 600, { measurement: 'devices.total' })]),
    ],
  })
  expect(measurementKeysOf(set)).toEqual([
    'sector-database.last-sync',
    'teachers.total',
    'teachers.trained',
    'teachers.able',
    'devices.total',
  ])
  expect(measurementKeysOf(aSet())).toEqual([])
})

it('whole figures are compared with answers; texts are not', () => {
  const newest = [
    { key: 'teachers.total', value: 45 },
    { key: 'devices.total', value: 0 },
    { key: 'sector-database.last-sync', value: '30/9/2026' },
  ]
  expect(measuredOf(newest)).toEqual({ 'teachers.total': 45, 'devices.total': 0 })
})
