import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

type Line = { assessor: { id: string }; total: number; late: number; byStatus: { status: string; count: number }[] }

describe('progress by assessing body', () => {
  it('gives the province one line a body, whose figures add up to all files', async () => {
    const province = await as('province-officer', api.world.province)
    const { items }: { items: Line[] } = await ok(province.get('/submissions/counts-by-assessor'))
    const { total } = await ok(province.get('/submissions/counts'))
    expect(new Set(items.map(({ assessor }) => assessor.id)).size).toBe(items.length)
    expect(items.reduce((sum, line) => sum + line.total, 0)).toBe(total)
    for (const line of items) expect(line.byStatus.reduce((sum, { count }) => sum + count, 0)).toBe(line.total)
  })

  it('gives a managing body its own line only', async () => {
    const officer = await as('managing-body-officer', api.world.commune)
    const { items }: { items: Line[] } = await ok(officer.get('/submissions/counts-by-assessor'))
    expect(items.map(({ assessor }) => assessor.id)).toEqual([api.world.commune.id])
  })

  it('counts only the campaign that is asked for', async () => {
    const province = await as('province-officer', api.world.province)
    const nowhere = '00000000-0000-7000-8000-0000000000ff'
    expect(await ok(province.get(`/submissions/counts-by-assessor?campaignId=${nowhere}`))).toEqual({ items: [] })
    const { items } = await ok(province.get(`/submissions/counts-by-assessor?campaignId=${form.campaign.id}`))
    expect(items.length).toBeGreaterThan(0)
  })

  it('is nothing for visitors', async () => {
    expect(await client().get('/submissions/counts-by-assessor')).toMatchObject({ status: 401 })
  })
})
