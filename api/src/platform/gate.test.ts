import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { gate } from './gate.ts'

it('so much is done at once, the rest in its order, also after one that failed', async () => {
  const some = gate({ atOnce: 2, waiting: 3 })
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
  expect(some.hasRoom()).toBe(true)
  const last = work(4)
  expect(some.hasRoom()).toBe(false)
  const ends = await Promise.allSettled([...all, last])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(most).toBe(2)
  expect(order).toEqual([0, 1, 2, 3, 4])
  expect(some.hasRoom()).toBe(true)
  await expect(work(5)).resolves.toBe(5)
})
