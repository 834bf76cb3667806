import { describe, expect, it } from 'vitest'
import { createDoor, type Errand } from './door.ts'

const always = () => true
type Given = { waiting?: () => number; mayEnter?: () => boolean; random?: () => number }
/** A door whose clock is set by hand. */
function aDoor({ waiting = () => 0, mayEnter = () => true, random = () => 0.5 }: Given = {}) {
  const clock = { time: 0 }
  const door = createDoor({ waiting, mayEnter, random, now: () => clock.time })
  const ask = (errand: Errand, isOurs = always, from = 'here', weight = 1) => door.ask({ errand, from, weight }, isOurs)
  return { clock, door, ask }
}
const isIn = (answer: unknown) => typeof answer === 'function'

/** Somebody serves one after the other, so many a second; so many a second come. @returns milliseconds in the door, and out */
function rush({ served, come, seconds }: { served: number; come: number; seconds: number }) {
  const { clock, ask } = aDoor()
  const queue: { at: number; leave: (isAnswered: boolean) => void }[] = []
  const waits: number[] = []
  const asks: number[] = []
  const each = 1000 / served
  let free = each
  for (let number = 0; number < come * seconds; number += 1) {
    const at = (number * 1000) / come
    while (queue.length > 0 && free <= at) {
      const first = queue.shift()
      clock.time = free
      first?.leave(true)
      waits.push(free - (first?.at ?? 0))
      free += each
    }
    if (queue.length === 0) free = Math.max(free, at + each)
    clock.time = at
    const answer = ask('reading')
    if (typeof answer === 'number') asks.push(answer)
    else queue.push({ at, leave: answer })
  }
  const late = waits.slice(Math.floor(waits.length / 4)).toSorted((a, b) => a - b)
  return { waits, worst: late.at(-1) ?? 0, asks }
}

describe('the door', () => {
  it.each([
    { served: 100, come: 110 },
    { served: 100, come: 1000 },
    { served: 400, come: 3000 },
    { served: 1500, come: 4000 },
  ])('whoever is let in is answered in a moment, and nobody idles: $come come, $served can be served', (one) => {
    const { waits, worst } = rush({ ...one, seconds: 10 })
    expect(worst).toBeLessThan(300)
    expect(waits.length).toBeGreaterThan(one.served * 10 * 0.95)
  })

  it('lets everybody in where there is room for all', () => {
    expect(rush({ served: 400, come: 390, seconds: 10 }).asks).toEqual([])
  })

  it.each([16, 24, 36])(
    'is no hindrance to %i who ask one thing after the other and are served at once, from the first',
    (many) => {
      const { clock, ask } = aDoor()
      const queue: ((isAnswered: boolean) => void)[] = []
      const come = () => {
        const answer = ask('reading')
        expect(typeof answer).toBe('function')
        if (typeof answer === 'function') queue.push(answer)
      }
      clock.time = 60_000
      for (let number = 0; number < many; number += 1) come()
      for (let served = 0; served < 5_000; served += 1) {
        clock.time += 1000 / 450
        queue.shift()?.(true)
        come()
      }
    },
  )

  it('takes what a dozen pages ask for at once for no rush', () => {
    const { clock, ask } = aDoor()
    const asked = Array.from({ length: 44 }, () => ask('reading'))
    expect(asked.every(isIn)).toBe(true)
    clock.time = 50
    expect(isIn(ask('work'))).toBe(true)
  })

  it('lets in fewer at once while others have to be refused than before the first of them was', () => {
    /** So many of them are in where 500 a second are served, and how many were refused before. */
    const inside = (refused: number) => {
      const { clock, ask } = aDoor()
      const queue: ((isAnswered: boolean) => void)[] = []
      const enter = () => {
        const answer = ask('work')
        if (typeof answer === 'function') queue.push(answer)
        return isIn(answer)
      }
      for (let served = 0; served < 5_000; served += 1) {
        while (queue.length < 40) enter()
        clock.time += 2
        queue.shift()?.(true)
      }
      const visitors = Array.from({ length: refused }, () => ask('visiting')).filter(isIn)
      while (enter()) clock.time += 0.1
      return queue.length + visitors.length
    }
    expect(inside(0)).toBe(60)
    expect(inside(30)).toBe(46)
  })

  it('lets in who writes where readers wait, and readers where newcomers wait', () => {
    /** So many of them are in once people stand at the door. */
    const room = (errand: Errand) => {
      const { clock, ask } = aDoor()
      for (let many = 0; many < 7; many += 1) ask(errand)
      clock.time = 200
      let inside = 7
      // The first one that finds it full is the beginning of the crowd, and may be in a surge still.
      while (isIn(ask(errand))) {
        inside += 1
        clock.time += 101
        if (inside > 100) break
      }
      return inside
    }
    expect([room('entering'), room('reading'), room('work')]).toEqual([17, 24, 32])
  })

  it('keeps a place for who signs in, reads or looks in from outside, however many write', () => {
    const { clock, ask } = aDoor()
    const fill = (errand: Errand) => {
      let inside = 0
      while (isIn(ask(errand))) {
        inside += 1
        clock.time += 50
        if (inside > 200) break
      }
      return inside
    }
    for (let many = 0; many < 7; many += 1) ask('work')
    clock.time = 200
    expect(fill('work')).toBe(25)
    expect([fill('reading'), fill('entering'), fill('visiting'), fill('work')]).toEqual([7, 4, 2, 0])
  })

  it('lets in fewer of what costs more, and some of it however many write', () => {
    const { clock, ask } = aDoor()
    const fill = (errand: Errand, weight?: number) => {
      let inside = 0
      while (isIn(ask(errand, always, 'here', weight))) {
        inside += 1
        clock.time += 101
        if (inside > 200) break
      }
      return inside
    }
    for (let many = 0; many < 10; many += 1) ask('work')
    clock.time = 200
    expect([fill('heavy', 6), fill('work'), fill('heavy', 6)]).toEqual([3, 4, 0])
    const busy = aDoor()
    while (isIn(busy.ask('work'))) busy.clock.time += 50
    const beside = Array.from({ length: 10 }, () => busy.ask('heavy', always, 'here', 6))
    expect(beside.filter(isIn)).toHaveLength(3)
  })

  it.each([8, 16, 24])(
    'is no hindrance to %i who do nothing but what costs more, as long as nobody else comes',
    (many) => {
      const { clock, ask } = aDoor()
      const queue: ((isAnswered: boolean) => void)[] = []
      const come = () => {
        const answer = ask('heavy', always, 'here', 6)
        expect(typeof answer).toBe('function')
        if (typeof answer === 'function') queue.push(answer)
      }
      clock.time = 60_000
      for (let number = 0; number < many; number += 1) come()
      for (let served = 0; served < 1_000; served += 1) {
        clock.time += 1000 / 55
        queue.shift()?.(true)
        come()
      }
      const others = Array.from({ length: 10 }, () => ask('work'))
      expect(others.every(isIn)).toBe(true)
      expect(isIn(ask('heavy', always, 'here', 6))).toBe(false)
    },
  )

  it('whoever is let in is answered in a moment, also where every fifth asks for what costs six times as much', () => {
    const { clock, ask } = aDoor()
    const queue: { at: number; weight: number; leave: (isAnswered: boolean) => void }[] = []
    const waits: Record<number, number[]> = { 1: [], 6: [] }
    const perUnit = 1000 / 200
    for (let number = 0, free = 0; number < 5_000; number += 1) {
      const at = number * 2
      while (queue[0] && free + queue[0].weight * perUnit <= at) {
        const [first] = queue.splice(0, 1)
        if (!first) break
        free = Math.max(free, first.at) + first.weight * perUnit
        clock.time = free
        first.leave(true)
        waits[first.weight]?.push(free - first.at)
      }
      clock.time = at
      const weight = number % 5 === 0 ? 6 : 1
      const answer = ask(weight > 1 ? 'heavy' : 'work', always, 'here', weight)
      if (typeof answer === 'function') queue.push({ at, weight, leave: answer })
    }
    const worst = Object.values(waits)
      .flatMap((all) => all.slice(all.length / 4))
      .toSorted((a, b) => a - b)
    expect(worst.at(-1)).toBeLessThan(300)
    expect(waits[6]?.length).toBeGreaterThan(100)
    expect(waits[1]?.length).toBeGreaterThan(700)
  })

  it('lets nobody stand outside because of one address, which has the whole room where nobody else comes', () => {
    const { clock, ask } = aDoor()
    for (let many = 0; many < 7; many += 1) ask('work', always, 'one')
    clock.time = 200
    let inside = 7
    while (isIn(ask('work', always, 'one'))) {
      inside += 1
      clock.time += 50
    }
    expect(inside).toBe(32)
    const others = Array.from({ length: 20 }, (_, number) => ask('work', always, `other ${number}`))
    expect(others.filter(isIn)).toHaveLength(16)
    expect(isIn(ask('work', always, 'one'))).toBe(false)
  })

  it('asks people to stay away for longer the more there are, from two to ten seconds, spread; new ones up to fifteen', () => {
    const few = rush({ served: 100, come: 120, seconds: 10 }).asks
    const many = rush({ served: 100, come: 1000, seconds: 10 }).asks
    expect(few.at(-1)).toBeLessThan(5)
    expect(many.at(-1)).toBe(10)
    expect([...few, ...many].every((seconds) => seconds >= 2 && seconds <= 10)).toBe(true)
    const newcomers = aDoor({ waiting: () => 500 })
    const asked = Array.from({ length: 50 }, () => newcomers.ask('entering'))
    expect(asked.at(-1)).toBe(15)
    const spread = [0, 1].map((random) => aDoor({ random: () => random, waiting: () => 500 }).ask('work'))
    expect(spread[0]).toBeLessThan(Number(spread[1]))
  })

  it('shuts while somebody waits long for the database, and opens when nobody does', () => {
    let waited = 500
    const { ask } = aDoor({ waiting: () => waited })
    expect(isIn(ask('work'))).toBe(false)
    waited = 50
    expect(isIn(ask('work'))).toBe(true)
  })

  it('tells whoever signs in at once that there is no turn for him in time, and nobody else', () => {
    const { ask } = aDoor({ mayEnter: () => false })
    expect(isIn(ask('entering'))).toBe(false)
    expect([ask('work'), ask('reading'), ask('visiting')].every(isIn)).toBe(true)
  })

  it('keeps no room for who is slow by himself after a second, nor for anybody after ten', () => {
    const { clock, ask } = aDoor()
    const fill = (isOurs: () => boolean) => {
      while (isIn(ask('work', isOurs))) clock.time += 5
    }
    fill(() => false)
    clock.time += 1_001
    expect(isIn(ask('work'))).toBe(true)
    fill(always)
    clock.time += 1_001
    expect(isIn(ask('work'))).toBe(false)
    for (let second = 0; second < 10; second += 1) {
      clock.time += 1_001
      ask('work')
    }
    expect(isIn(ask('work'))).toBe(true)
  })

  it('takes nobody twice out of the count who was answered', () => {
    const { clock, ask } = aDoor()
    for (let number = 0; number < 200; number += 1) {
      clock.time += 20
      const leave = ask('work')
      if (typeof leave === 'function') leave(true)
    }
    const inside = Array.from({ length: 32 }, () => ask('work'))
    expect(inside.every(isIn)).toBe(true)
  })
})
