import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { settled } from './settled.ts'

describe('parts that are settled together', () => {
  it('come to what each of them comes to, in their order', async () => {
    expect(await settled([sleep(2, 'one'), null, Promise.resolve(3)])).toEqual(['one', null, 3])
  })

  it('throw the first fault among them, and not before all are over', async () => {
    let over = false
    const slow = sleep(5).then(() => {
      over = true
      throw new Error('the first in their order')
    })
    const quick = Promise.reject(new Error('the first in time'))
    await expect(settled([slow, quick])).rejects.toThrow('the first in their order')
    expect(over).toBe(true)
  })
})
