import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'

const { api, as } = testApi()

describe('GET /units', () => {
  it('lists the own subtree in Vietnamese order, without the superiors', async () => {
    const { commune } = api.world
    for (const name of ['Trường Đông', 'Trường Dân', 'Trường Ân', 'Trường An', 'Trường Em'])
      await aUnit(api.db, commune, { name })
    const { status, body } = await (await as('managing-body-officer')).get('/units?q=truong&type=primary')
    expect(status).toBe(200)
    const names = body.items.map((item: { name: string }) => item.name)
    expect(names.filter((name: string) => !name.includes('Minh Hoạ'))).toEqual([
      'Trường An',
      'Trường Ân',
      'Trường Dân',
      'Trường Đông',
      'Trường Em',
    ])
  })
})
