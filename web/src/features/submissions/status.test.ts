import { submissionStatuses, unitSummary } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { councilStepOf } from './status.ts'

const unitOf = (type: 'lower-secondary' | 'commune-office') =>
  unitSummary.parse({ id: '00000000-0000-7000-8000-00000000aaaa', code: 'MH-1', name: 'Đơn vị Mẫu', type })
const school = unitOf('lower-secondary')
const none = { decision: null }

describe('the council on the road of a file', () => {
  it('comes first while a school has none and nothing is answered, and stays open while it scores without', () => {
    expect(councilStepOf({ status: 'drafting', answered: 0, unit: school }, none)).toBe('here')
    expect(councilStepOf({ status: 'drafting', answered: 3, unit: school }, none)).toBe('open')
    expect(councilStepOf({ status: 'returned', answered: 29, unit: school }, none)).toBe('open')
  })

  it('is done from its decision on, whatever the unit and wherever the file stands', () => {
    for (const status of submissionStatuses)
      for (const unit of [school, unitOf('commune-office')])
        expect(councilStepOf({ status, answered: 29, unit }, { decision: {} }), status).toBe('done')
  })

  it('is no step where the head approved without one, nor for a managing body that has none, nor while unknown', () => {
    expect(councilStepOf({ status: 'submitted', answered: 29, unit: school }, none)).toBeNull()
    expect(councilStepOf({ status: 'drafting', answered: 0, unit: unitOf('commune-office') }, none)).toBeNull()
    expect(councilStepOf({ status: 'drafting', answered: 0, unit: school }, undefined)).toBeNull()
  })
})
