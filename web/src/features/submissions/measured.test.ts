import { criterion, measurement } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { offersOf, takeAll } from './measured.ts'

const id = '019abc00-0000-7000-8000-000000000001'
const pushed = (key: string, value: number | string) =>
  measurement.parse({
    id,
    unitId: id,
    schoolYear: '2026-2027',
    key,
    value,
    source: 'CSDL ngành',
    measuredAt: '2026-11-15T00:00:00Z',
    recordedAt: '2026-11-15T00:00:00Z',
    recordedBy: 'Máy chủ mẫu',
  })
const ratio = criterion.parse({
  kind: 'ratio',
  code: '1.1',
  title: 'Giáo viên',
  maximum: 10,
  award: { by: 'suggestion' },
  measurement: 'teachers.trained',
  of: 'teachers.total',
})

describe('figures of other systems', () => {
  it('are offered for the inputs they can stand for, and taken together', () => {
    const offers = offersOf(ratio, [pushed('teachers.total', 50), pushed('teachers.trained', 45), pushed('other', 1)])
    expect(offers.map(({ part, figure }) => [part, figure])).toEqual([
      ['numerator', 45],
      ['denominator', 50],
    ])
    expect(takeAll(offers)).toEqual({ numerator: 45, denominator: 50 })
  })
  it('only inform where they are a text, or where nothing is entered by figures', () => {
    const points = criterion.parse({ kind: 'points', code: '1.2', title: 'Đồng bộ', maximum: 5, measurement: 'sync' })
    expect(offersOf(points, [pushed('sync', 12)]).map(({ part }) => part)).toEqual([null])
    const texts = offersOf(ratio, [pushed('teachers.trained', 'chưa đồng bộ')])
    expect(texts.map(({ part, figure }) => [part, figure])).toEqual([[null, null]])
    expect(takeAll(texts)).toEqual({})
  })
})
