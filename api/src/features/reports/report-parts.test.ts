import { reportParts } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok, type Person } from '../../../test/road.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api, as } = tester
let made: Awaited<ReturnType<typeof aReportedProvince>>
let planner: Person
let overseer: Person
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
  planner = made.way.people.planner
  overseer = await as('system-administrator', api.world.root)
}, 180_000)

type Asked = Record<string, string | number>
const ask = (by: Person, path: string, query: Asked = {}) => {
  const asked = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
  return ok(by.get(`/reports/${path}?${asked.toString()}`))
}
/** What every report says of the moment it was made. */
const still = ({ at: _, ...scope }: { at: string }) => scope

describe('a table of many parts', () => {
  const tables = [
    ...reportParts.flatMap((by) => [
      { path: 'levels', rows: 'parts', query: { by } },
      { path: 'heat', rows: 'rows', query: { by, basis: 'self' } },
    ]),
    { path: 'progress', rows: 'bodies', query: {} },
  ]
  it.each(tables)('$path $query comes page by page, each part once, and what is told of all is of all', async (one) => {
    const query = { ...one.query, schoolYear: '2026-2027' }
    const { [one.rows]: whole, nextCursor: none, scope, ...all } = await ask(planner, one.path, query)
    expect(none).toBeNull()
    const found = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await ask(planner, one.path, { ...query, limit: 1, ...(cursor !== '' && { cursor }) })
      const { [one.rows]: rows, nextCursor, scope: itsScope, ...its } = page
      expect([rows.length, its, still(itsScope)]).toEqual([1, all, still(scope)])
      found.push(...rows)
      cursor = nextCursor
    }
    expect(found).toEqual(whole)
  })

  it('takes no cursor of another list', async () => {
    const { status, body } = await planner.get('/reports/heat?cursor=WzEsMl0')
    expect([status, body.code]).toEqual([400, 'request.invalid'])
  })
})

describe('whoever stands above all', () => {
  const counted = async (of: string) =>
    (
      await api.db.execute<{ units: number; self: number; external: number; recognised: number }>(sql`
        select count(*)::int as units, count(self_level)::int as self, count(external_level)::int as external,
          count(recognised_level)::int as recognised
        from reported_units(now()) where school_year = '2026-2027' and ${sql.raw(of)}`)
    ).rows[0]

  it.each([
    [{}, `tier = 'school'`],
    [{ unitType: 'primary' }, `unit_type = 'primary'`],
    [{ tier: 'managing-body' }, `tier = 'managing-body'`],
    [{ ownership: 'non-public' }, `tier = 'school' and ownership = 'non-public'`],
    [{ areaId: 'direct' }, `tier = 'school' and area_unit_id is null`],
  ])('is told of %o exactly the units and results there are', async (query, of) => {
    const { scope } = await ask(overseer, 'levels', { ...query, schoolYear: '2026-2027' })
    const { units, ...results } = (await counted(of)) ?? {}
    expect([scope.units, scope.results]).toEqual([units, results])
  })

  it.each(['self', 'external', 'recognised'])('sees every year as a province does (%s)', async (basis) => {
    const [its, ours] = [await ask(overseer, 'years', { basis }), await ask(planner, 'years', { basis })]
    expect({ ...its, scope: still(its.scope) }).toEqual({ ...ours, scope: still(ours.scope) })
    expect(its.years.length).toBe(2)
  })

  it('has the same choices as a province where there is only one', async () => {
    const [its, ours] = [await ask(overseer, 'choices'), await ask(planner, 'choices')]
    expect(its).toEqual(ours)
    expect(its.morePlaces).toBe(false)
    expect(its.bodies.length).toBeGreaterThan(2)
  })

  it('chooses a campaign before a managing body where there are more than any province has', async () => {
    const { id } = made.before
    const all = await ask(overseer, 'choices', { schoolYear: '2026-2027' })
    await api.db.execute(sql`insert into report_tallies
      select campaign_id, tier, unit_type, indicator_set_id, null, null, null, 5000 from report_tallies
      where campaign_id = ${made.campaign.id} limit 1`)
    const year = { schoolYear: '2026-2027' }
    const { bodies, areas, morePlaces, types, sets, tiers } = await ask(overseer, 'choices', year)
    expect([bodies, areas, morePlaces]).toEqual([[], [], true])
    expect({ types, sets, tiers }).toEqual({ types: all.types, sets: all.sets, tiers: all.tiers })
    // What is chosen is named, and so is what is beside it.
    const { commune } = api.world
    const near = await ask(overseer, 'choices', { ...year, bodyId: commune.id })
    expect(near.bodies).toEqual(all.bodies.filter((one: { id: string }) => one.id === commune.id))
    expect(near.areas.map((one: { id: string }) => one.id)).toContain(commune.id)
    expect(await ask(overseer, 'choices', { campaignId: id })).toMatchObject({ morePlaces: false })
    expect((await ask(planner, 'choices')).morePlaces).toBe(false)
  })
})
