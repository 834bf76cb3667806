import { task, unitSummary } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { heatOf } from './heat.ts'
import { targetOf } from './task-target.ts'

const assessor = unitSummary.parse({
  id: '00000000-0000-7000-8000-000000000001',
  code: 'MH-P1',
  name: 'Phòng GDĐT quận Minh Hoạ 1',
  type: 'district-office',
})

it('shades a cell by its share of the files, and leaves empty ones blank', () => {
  const [row] = heatOf([
    {
      assessor,
      total: 8,
      late: 1,
      byStatus: [
        { status: 'drafting', count: 7 },
        { status: 'submitted', count: 1 },
      ],
    },
  ])
  const shades = Object.fromEntries((row?.cells ?? []).map(({ phase, count, shade }) => [phase, [count, shade]]))
  expect(shades).toMatchObject({ self: [7, 4], check: [1, 1], external: [0, 0], published: [0, 0] })
})

it('knows a page for every kind of task', () => {
  const { submissionId } = task.shape
  const id = submissionId.parse('00000000-0000-7000-8000-000000000002')
  for (const kind of task.shape.kind.options)
    expect(targetOf({ kind, submissionId: id, criterion: null })).toHaveProperty('name')
})
