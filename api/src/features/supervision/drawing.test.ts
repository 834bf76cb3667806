import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { drawInputs, drawSample, populationText, type Drawable } from '@thuoc/shared'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const files = (stratum: string, count: number): Drawable[] =>
  Array.from({ length: count }, (_, place) => ({ id: `${stratum}-${String(place).padStart(3, '0')}`, stratum }))
const percent = (value: number) => ({ kind: 'percent', value }) as const
const number = (value: number) => ({ kind: 'count', value }) as const
const draw = (population: Drawable[], size: Parameters<typeof drawSample>[1]['size'], seed = '2026-11-22') =>
  drawSample(population, { seed, size }, sha256)

describe('a random sample', () => {
  it('comes out as it did on the day this was written', () => {
    const population = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => ({ id, stratum: '' }))
    // sha256sum of “2026-11-22:a” and so on, sorted by hand.
    expect(draw(population, number(3))).toEqual(['a', 'g', 'f'])
    expect(sha256(populationText(population))).toBe('05286a93ebdae31669dc3416b72eaff21fc61a78d35744dc69658c4bf6eb977f')
  })

  it('does not depend on the order in which the files are listed', () => {
    const population = [...files('x', 30), ...files('y', 12)]
    expect(draw(population.toReversed(), number(9))).toEqual(draw(population, number(9)))
    expect(populationText(population.toReversed())).toBe(populationText(population))
  })

  it('changes with the seed', () => {
    const population = files('x', 200)
    expect(draw(population, number(20), 'one')).not.toEqual(draw(population, number(20), 'two'))
  })

  it('takes a percentage of every stratum, rounded up, so that none is left out', () => {
    const drawn = draw([...files('large', 100), ...files('small', 3)], percent(5))
    expect(drawn.filter((id) => id.startsWith('large'))).toHaveLength(5)
    expect(drawn.filter((id) => id.startsWith('small'))).toHaveLength(1)
  })

  it('shares a number by the size of the strata, one each at least where it is large enough', () => {
    const population = [...files('a', 60), ...files('b', 30), ...files('c', 1)]
    const drawn = draw(population, number(10))
    const counted = (stratum: string) => drawn.filter((id) => id.startsWith(stratum)).length
    expect([counted('a'), counted('b'), counted('c')]).toEqual([6, 3, 1])
  })

  it.each([1, 2, 3, 7, 25, 91, 500])('of %i files has exactly so many, or all there are, and none twice', (wanted) => {
    const population = [...files('a', 60), ...files('b', 30), ...files('c', 1)]
    const drawn = draw(population, number(wanted))
    expect(drawn).toHaveLength(Math.min(wanted, population.length))
    expect(new Set(drawn).size).toBe(drawn.length)
  })

  it('is drawn from nothing without fuss', () => {
    expect(draw([], number(5))).toEqual([])
    expect(draw([], percent(5))).toEqual([])
  })

  it('hashes nothing but what it says beforehand', () => {
    const population = [...files('a', 5), ...files('b', 5)]
    const known = new Map(drawInputs(population, 's').map((text) => [text, sha256(text)]))
    const drawn = drawSample(population, { seed: 's', size: number(4) }, (text) => known.get(text) ?? 'unknown')
    expect(drawn).toEqual(draw(population, number(4), 's'))
  })
})
