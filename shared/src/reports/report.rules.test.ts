import { describe, expect, it } from 'vitest'
import { aSet, condition, group, points, sum } from '../../test/sets.ts'
import { extremesOf, nodesOf } from './report.rules.ts'

it('figures are told of groups, criteria and their parts; every line is counted once in its group', () => {
  const criteria = [condition('1.1'), sum('1.2', [points('1.2.1', 4000), points('1.2.2', 6000)])]
  const nodes = nodesOf(aSet({ groups: [group('1', criteria)] }))
  expect(nodes.map(({ code, depth, maximum, leaves }) => [code, depth, maximum, leaves])).toEqual([
    ['1', 0, 10_000, ['1.1', '1.2.1', '1.2.2']],
    ['1.1', 1, 0, ['1.1']],
    ['1.2', 1, 10_000, ['1.2.1', '1.2.2']],
    ['1.2.1', 2, 4000, ['1.2.1']],
    ['1.2.2', 2, 6000, ['1.2.2']],
  ])
})

describe('what is done best and worst', () => {
  const of = (...shares: (number | null)[]) => extremesOf(shares.map((share, at) => ({ code: `1.${at + 1}`, share })))

  it('are three at either end, equals in the order of the set', () => {
    expect(of(50, 90, 90, 10, 70, 70, 20)).toEqual({ strongest: ['1.2', '1.3', '1.5'], weakest: ['1.4', '1.7', '1.1'] })
  })

  it('are never the same, also where there are few; a criterion without a score is neither', () => {
    expect(of(50, 90, null)).toEqual({ strongest: ['1.2'], weakest: ['1.1'] })
    expect(of(50)).toEqual({ strongest: [], weakest: [] })
    expect(of(60, 60, 60, 60)).toEqual({ strongest: ['1.1', '1.2'], weakest: ['1.3', '1.4'] })
  })
})
