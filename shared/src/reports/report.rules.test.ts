import { describe, expect, it } from 'vitest'
import { aSet, condition, group, points, sum } from '../../test/sets.ts'
import { extremesOf, meansTold, nodesOf } from './report.rules.ts'

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

describe('a mean beside a unit', () => {
  const of = (body: number, province: number, knowsBody = false) => meansTold({ body, province, knowsBody })

  it('is of three units at least', () => {
    expect(of(2, 2)).toEqual({ body: false, province: false })
    expect(of(3, 3)).toEqual({ body: true, province: true })
    expect(of(2, 9)).toEqual({ body: false, province: true })
  })

  it('of the province is withheld where with that of the body it gives away fewer', () => {
    expect(of(3, 5)).toEqual({ body: true, province: false })
    expect(of(3, 6)).toEqual({ body: true, province: true })
  })

  it('of the province is withheld from a body that knows all of it but one or two', () => {
    expect(of(2, 3, true)).toEqual({ body: false, province: false })
    expect(of(2, 4, true)).toEqual({ body: false, province: false })
    expect(of(2, 5, true)).toEqual({ body: false, province: true })
    expect(of(2, 3)).toEqual({ body: false, province: true })
  })
})
