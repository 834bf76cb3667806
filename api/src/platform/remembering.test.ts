import { describe, expect, it } from 'vitest'
import { remembering } from './remembering.ts'

describe('what is remembered', () => {
  it('is asked for once, also by those who come meanwhile', async () => {
    let times = 0
    const look = remembering(
      async (_by: string, thing: number) => ({ thing, times: (times += 1) }),
      (_by, thing) => `${thing}`,
    )
    const [one, meanwhile] = await Promise.all([look('a', 1), look('b', 1)])
    expect(meanwhile).toBe(one)
    expect(await look('a', 2)).toEqual({ thing: 2, times: 2 })
    expect(await look('a', 1)).toBe(one)
  })

  it('is not a fault: who asks again may have an answer', async () => {
    let times = 0
    const look = remembering(
      async () => {
        if ((times += 1) === 1) throw new Error('given up')
        return times
      },
      () => '',
    )
    const both = await Promise.allSettled([look(), look()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await look()).toBe(2)
  })
})
