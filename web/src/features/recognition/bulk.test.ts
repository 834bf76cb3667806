import { bulkActions, next } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { bulkActionsInOrder, bulkStatus, csvOf, moveOf, portionsOf } from './bulk.ts'

it('every move on many files begins where the workflow lets it', () => {
  for (const action of bulkActionsInOrder)
    expect([action, next(bulkStatus[action], moveOf(action)) === null]).toEqual([action, false])
})

it('every move that the API makes on many files is offered, who scores on the page of a team', () => {
  expect([...bulkActionsInOrder, 'choose-scorers'].toSorted()).toEqual(bulkActions.toSorted())
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
