import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { gate } from './gate.ts'

it('so much is done at once, the rest in its order, also after one that failed', async () => {
  const some = gate({ atOnce: 2, patience: 100 })
  const order: number[] = []
  let running = 0
  let most = 0
  const work = (number: number) =>
    some.run(async () => {
      running += 1
      most = Math.max(most, running)
      await sleep(5)
      running -= 1
      order.push(number)
      if (number === 1) throw new Error('first')
      return number
    })
  const all = [0, 1, 2, 3].map(work)
  const last = work(4)
  const ends = await Promise.allSettled([...all, last])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(most).toBe(2)
  expect(order).toEqual([0, 1, 2, 3, 4])
  await expect(work(5)).resolves.toBe(5)
})

describe('there is room', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('as long as one more has its turn in time, by how long the work took of late', async () => {
    const one = gate({ atOnce: 1, patience: 100 })
    const slow = () => one.run(() => new Promise((done) => setTimeout(done, 30)))
    expect(one.hasRoom()).toBe(true)
    const known = slow()
    await vi.advanceTimersByTimeAsync(30)
    await known
    // One is at work; behind it the third still has its turn within 100 ms.
    const all = [slow()]
    while (one.hasRoom()) all.push(slow())
    expect(all).toHaveLength(4)
    await vi.advanceTimersByTimeAsync(30)
    expect(one.hasRoom()).toBe(true)
    await vi.advanceTimersByTimeAsync(90)
    await Promise.all(all)
  })

  it('only for who will have it after those who are expected', async () => {
    const one = gate({ atOnce: 1, patience: 100 })
    const known = one.run(() => new Promise((done) => setTimeout(done, 30)))
    await vi.advanceTimersByTimeAsync(30)
    await known
    const before = Array.from({ length: 4 }, () => one.expect(() => new Promise((done) => setTimeout(done, 10))))
    expect(one.hasRoom()).toBe(false)
    await vi.advanceTimersByTimeAsync(10)
    await Promise.all(before)
    expect(one.hasRoom()).toBe(true)
  })

  it('for more of them where nobody was refused of late', async () => {
    const one = gate({ atOnce: 1, patience: 100, surge: 200 })
    const slow = () => one.run(() => new Promise((done) => setTimeout(done, 30)))
    const fill = () => {
      const all: Promise<unknown>[] = []
      while (one.hasRoom()) all.push(slow())
      return all
    }
    const counts: number[] = []
    const known = slow()
    await vi.advanceTimersByTimeAsync(30)
    await known
    for (const wait of [0, 1_000, 11_000]) {
      await vi.advanceTimersByTimeAsync(wait)
      const all = fill()
      counts.push(all.length)
      await vi.advanceTimersByTimeAsync(500)
      await Promise.all(all)
    }
    expect(counts).toEqual([7, 4, 7])
  })

  it('for no more of them where they come in a stream, also before anybody was refused', async () => {
    const one = gate({ atOnce: 1, patience: 100, surge: 3_000 })
    const slow = () => one.run(() => new Promise((done) => setTimeout(done, 30)))
    const all: Promise<unknown>[] = []
    let waiting = 0
    for (let passed = 0; passed < 20_000; passed += 20) {
      if (one.hasRoom()) {
        waiting += 1
        all.push(slow().then(() => (waiting -= 1)))
      }
      // What was let in while it was new is worked off by now; from then on nobody waits for long.
      if (passed > 10_000) expect(waiting * 30).toBeLessThanOrEqual(130)
      await vi.advanceTimersByTimeAsync(20)
    }
    await vi.advanceTimersByTimeAsync(5_000)
    await Promise.all(all)
  })
})
