import { campaignId, indicatorSetId, unitId } from '@thuoc/shared'
import { describe, expect, test } from 'vitest'
import { behind, filterOf, leavingList, partFilter, reportAddress } from './report.address.ts'

describe('the list behind a figure', () => {
  const scope = { schoolYear: '2026-2027', basis: 'recognised' } as const

  test('is in the column and the year of the figure, also where nobody chose them', () => {
    const filter = filterOf({ unitType: 'primary' })
    expect(behind({ filter, scope }, { level: 'none' }, partFilter('ownership', 'none'))).toEqual({
      name: 'report-units',
      query: { tier: 'school', unitType: 'primary', ownership: 'none', level: 'none', ...scope },
    })
  })

  test('of another year is in that year', () => {
    const told = { filter: filterOf({ schoolYear: '2026-2027' }), scope }
    expect(behind(told, {}, { schoolYear: '2024-2025' })).toMatchObject({
      query: { schoolYear: '2024-2025', basis: 'recognised' },
    })
  })
})

test('of an address only what chooses the units is asked of every figure', () => {
  const chosen = {
    ...{
      campaignId: campaignId.parse(crypto.randomUUID()),
      bodyId: unitId.parse(crypto.randomUUID()),
      setId: indicatorSetId.parse(crypto.randomUUID()),
    },
    ...{ asOf: '2026-11-02', tier: 'school' as const },
  }
  expect(filterOf({ ...chosen, tab: 'remarks', q: 'mạng', kind: 'difficulty', cursor: 'x' })).toEqual(chosen)
})

test('on the way to another tab nothing stays of the list of this one', () => {
  const filters = new Set([...Object.keys(filterOf({})), 'tab', 'by'])
  const ofReport = Object.keys(reportAddress.shape)
  const known = ['schoolYear', 'asOf', 'basis', 'campaignId', 'bodyId', 'areaId', 'unitType', 'ownership', 'setId']
  const lists = ofReport.filter((key) => !filters.has(key) && !known.includes(key))
  expect(Object.keys(leavingList).sort()).toEqual(lists.sort())
})
