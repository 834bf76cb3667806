import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bands4725 } from '../../test/sets.ts'
import { faultsOfBands, faultsOfContinuousBands, faultsOfCountBands, isInBand, type Bounds } from './band.rules.ts'

const hits = (bands: readonly Bounds[], value: number) => bands.filter((band) => isInBand(band, value)).length

describe('bands of scores', () => {
  it('put 49.75 below, 50 and 75 inside and 75.25 above the middle band of QĐ 4725', () => {
    const level = (score: number) => bands4725.find((band) => isInBand(band, score))?.level
    expect([4975, 4999, 5000, 7500, 7501, 7525].map(level)).toEqual([1, 1, 2, 2, 3, 3])
  })

  it('of QĐ 4725 cover 0 to 100 exactly once', () => {
    expect(faultsOfBands(bands4725, 10_000)).toEqual([])
    for (let score = 0; score <= 10_000; score += 1) expect(hits(bands4725, score)).toBe(1)
  })

  it('name a gap with the first value that no band holds', () => {
    expect(faultsOfBands([{ below: 5000 }, { from: 5001 }], 10_000)).toEqual([{ rule: 'bands-have-gap', at: 5000 }])
    expect(faultsOfBands([{ to: 4999 }, { from: 5000 }], 10_000)).toEqual([])
  })

  it('name an overlap with the value that two bands hold', () => {
    expect(faultsOfBands([{ to: 5000 }, { from: 5000 }], 10_000)).toEqual([{ rule: 'bands-overlap', at: 5000 }])
    expect(faultsOfBands([{}, { from: 5000 }], 10_000)).toMatchObject([{ rule: 'bands-overlap' }])
  })

  it('may go on beyond the range: a group of 40 points is read by the bands of 100', () => {
    expect(faultsOfBands(bands4725, 4000)).toEqual([])
    expect(faultsOfBands(bands4725, 6000)).toEqual([])
  })

  it('name a band that holds nothing, and beside it what it leaves open', () => {
    expect(faultsOfBands([{ below: 5000 }, { from: 5000, to: 4000 }], 10_000)).toEqual([
      { rule: 'band-holds-nothing', at: 5000 },
      { rule: 'bands-miss-range', at: 5000 },
    ])
  })

  it('name every fault, not the first alone', () => {
    expect(
      faultsOfBands(
        [
          { from: 100, to: 2000 },
          { from: 1500, below: 3000 },
          { from: 4000, to: 9000 },
        ],
        10_000,
      ),
    ).toEqual([
      { rule: 'bands-miss-range', at: 0 },
      { rule: 'bands-overlap', at: 1500 },
      { rule: 'bands-have-gap', at: 3000 },
      { rule: 'bands-miss-range', at: 9001 },
    ])
  })

  it('name what is missing at either end of the range', () => {
    expect(faultsOfBands([{ from: 100 }], 10_000)).toEqual([{ rule: 'bands-miss-range', at: 0 }])
    expect(faultsOfBands([{ below: 9000 }], 10_000)).toEqual([{ rule: 'bands-miss-range', at: 9000 }])
  })

  it('without a fault hold every value once; with one, some value near it not once (any bands)', () => {
    const bound = fc.integer({ min: 0, max: 40 })
    const band = fc.record({ from: bound, above: bound, to: bound, below: bound }, { requiredKeys: [] })
    fc.assert(
      fc.property(fc.array(band, { minLength: 1, maxLength: 4 }), (bands) => {
        const once = Array.from({ length: 41 }, (_, value) => hits(bands, value)).every((number) => number === 1)
        if (faultsOfBands(bands, 40).length === 0) expect(once).toBe(true)
        // The other way round only where no band is empty: an empty one is a fault though it hides nothing.
        const allHoldSomething = bands.every((one) =>
          Array.from({ length: 41 }, (_, v) => v).some((v) => isInBand(one, v)),
        )
        if (once && allHoldSomething) expect(faultsOfBands(bands, 40)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('bands of percentages', () => {
  it('have a gap between 74.99 and 75, where 74.995 % would fall', () => {
    expect(faultsOfContinuousBands([{ to: 7499 }, { from: 7500 }], 10_000)).toEqual([
      { rule: 'bands-have-gap', at: 7499 },
    ])
    expect(faultsOfContinuousBands([{ to: 7500 }, { above: 7500 }], 10_000)).toEqual([])
    expect(faultsOfContinuousBands([{ below: 7500 }, { from: 7500 }], 10_000)).toEqual([])
    expect(faultsOfContinuousBands([{ to: 7500 }, { from: 7500 }], 10_000)).toEqual([
      { rule: 'bands-overlap', at: 7500 },
    ])
    expect(faultsOfContinuousBands([{ below: 7500 }, { above: 7500 }], 10_000)).toEqual([
      {
        rule: 'bands-have-gap',
        at: 7500,
      },
    ])
  })

  it('are read without rounding: 6001 of 8001 is more than 75 %', () => {
    expect(isInBand({ above: 7500 }, 6001 * 10_000, 8001)).toBe(true)
    expect(isInBand({ to: 7500 }, 6001 * 10_000, 8001)).toBe(false)
    expect(isInBand({ to: 7500 }, 6000 * 10_000, 8000)).toBe(true)
  })
})

describe('bands of counts', () => {
  it('have no gap between whole numbers and must stay open above', () => {
    const largest = 10_000_000_000
    expect(faultsOfCountBands([{ to: 1000 }, { from: 1100 }], largest)).toEqual([])
    expect(faultsOfCountBands([{ below: 1000 }, { above: 1000 }], largest)).toEqual([
      { rule: 'bands-have-gap', at: 1000 },
    ])
    expect(faultsOfCountBands([{ to: 1000 }, { from: 1100, to: 2000 }], largest)).toEqual([
      {
        rule: 'bands-miss-range',
        at: 2100,
      },
    ])
    expect(faultsOfCountBands([{}, { from: 1000 }], largest)).toMatchObject([{ rule: 'bands-overlap' }])
  })
})
