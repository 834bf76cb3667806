import { bulkActions, next, type BulkAction } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { bulkActionsInOrder, bulkStatus, csvOf, portionsOf } from './bulk.ts'

it('every move on many files begins where the workflow lets it', () => {
  for (const [action, status] of Object.entries(bulkStatus))
    expect([action, next(status, action as BulkAction) === null]).toEqual([action, false])
})

it('every move that the API makes on many files is offered', () => {
  expect(bulkActionsInOrder.toSorted()).toEqual(bulkActions.toSorted())
})

it('a large choice goes in portions, none forgotten, none twice', () => {
  const all = Array.from({ length: 60 }, (_, at) => at)
  expect(portionsOf(all).map(({ length }) => length)).toEqual([25, 25, 10])
  expect(portionsOf(all).flat()).toEqual(all)
  expect(portionsOf([])).toEqual([])
})

it('the report opens in a spreadsheet as text: no formula, quotes doubled', () => {
  expect(csvOf([['Trường "A"', '=1+1', '-5']])).toBe('\uFEFF"Trường ""A""","\'=1+1","\'-5"\r\n')
})
