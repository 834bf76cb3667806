import type { ReportLevels, ReportUnits } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok, type Person } from '../../../test/road.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api } = tester
let made: Awaited<ReturnType<typeof aReportedProvince>>
let planner: Person
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
  planner = made.way.people.planner
}, 180_000)

type Query = Record<string, string | number>
const ask = (path: string, query: Query = {}, by: Person = planner) => {
  const asked = new URLSearchParams({ campaignId: made.campaign.id })
  for (const [key, value] of Object.entries(query)) asked.set(key, String(value))
  return ok(by.get(`/reports/${path}?${asked.toString()}`))
}
/** Every unit behind a figure, page by page. */
async function behind(query: Query): Promise<ReportUnits> {
  const first = await ask('units', { ...query, limit: 3 })
  const items = [...first.items]
  for (let { nextCursor } = first; nextCursor !== null;) {
    const more = await ask('units', { ...query, limit: 3, cursor: nextCursor })
    items.push(...more.items)
    nextCursor = more.nextCursor
  }
  return { ...first, items }
}
/** A figure, and the list it is followed to: as many rows, each once, and the same number as its total. */
async function expectBehind(query: Query, count: number) {
  const list = await behind(query)
  expect([query, list.total, list.items.length]).toEqual([query, count, count])
  expect(new Set(list.items.map(({ campaignUnitId }) => campaignUnitId)).size).toBe(count)
}

const bases = ['self', 'external', 'recognised'] as const
type Basis = (typeof bases)[number]
const afterApproval = sql`('approved', 'submitted', 'accepted', 'assessing', 'result-shown', 'objected', 'assessed', 'nominated',
  'recognised', 'refused', 'published', 'revoked')`
const afterTeam = sql`('assessed', 'nominated', 'recognised', 'refused', 'published', 'revoked')`
const inForce = sql`(select r.level from recognitions r where r.submission_id = s.id
  and not exists (select from recognition_endings e where e.recognition_id = r.id))`
/** By hand, from the tables as they stand today: no view, no event. */
const rawLevel: Record<Basis, SQL> = {
  self: sql`case when s.status in ${afterApproval} then s.self_level end`,
  external: sql`case when s.status in ${afterTeam} then s.external_level end`,
  recognised: inForce,
}
const rawFiles = () => sql`campaign_units c join submissions s on s.campaign_unit_id = c.id
  where c.campaign_id = ${made.campaign.id} and c.taken_out_at is null`
const rawLines: Record<Basis, SQL> = {
  self: sql`submission_lines`,
  external: sql`external_lines`,
  recognised: sql`external_lines`,
}
const raw = async <Row extends Record<string, unknown>>(query: SQL) => (await api.db.execute<Row>(query)).rows
const known = (levels: ReportLevels['levels']) => levels.filter(({ count }) => count > 0)

describe('levels', () => {
  it.each(bases)(
    'of the %s column are those of the raw rows, sum to the units, and lead to exactly them',
    async (basis) => {
      const { levels, parts, scope, mean } = await ask('levels', { basis })
      const rows = await raw<{ level: number | null; count: number }>(sql`
      select ${rawLevel[basis]} as level, count(*)::int as count from ${rawFiles()} group by 1 order by 1 desc nulls last`)
      expect(known(levels)).toEqual(rows)
      const [{ count: units } = { count: 0 }] = await raw<{ count: number }>(
        sql`select count(*)::int as count from ${rawFiles()}`,
      )
      expect(scope).toMatchObject({ units, basis })
      expect(levels.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(units)
      for (const { level, count } of levels) await expectBehind({ basis, level: level ?? 'none' }, count)
      const totals = (await behind({ basis, level: 'any' })).items.map(({ total }) => Math.round((total ?? 0) * 100))
      expect(mean).toBe(Math.round(totals.reduce((sum, total) => sum + total, 0) / totals.length) / 100)
      for (const part of parts)
        for (const { level, count } of part.levels)
          await expectBehind({ basis, bodyId: part.key, level: level ?? 'none' }, count)
    },
  )

  it.each(['area', 'type', 'ownership', 'campaign'])('parted by %s come to the same units', async (by) => {
    const { parts, scope } = await ask('levels', { by })
    expect(parts.reduce((sum: number, { units }: { units: number }) => sum + units, 0)).toBe(scope.units)
  })

  it('take the recognised column where there is one, unless somebody chooses another', async () => {
    expect((await ask('levels')).scope).toMatchObject({
      basis: 'recognised',
      results: { self: 8, external: 5, recognised: 2 },
    })
    const { districtSchool } = made.units
    expect((await ask('levels', { bodyId: districtSchool.parentId ?? '' })).scope.basis).toBe('self')
  })

  it('count a unit that moved where it stood, leave out one that was taken out, and keep one without a result', async () => {
    const { items } = await behind({})
    const of = (id: string) => items.find(({ unit }) => unit.id === id)
    expect(of(made.units.moved.id)?.body.id).toBe(api.world.commune.id)
    expect(of(made.units.gone.id)).toBeUndefined()
    expect(of(made.units.idle.id)).toMatchObject({ status: 'drafting', level: null, rank: null })
    expect(of(made.units.refused.id)).toMatchObject({ status: 'refused', recognised: null, external: { level: 1 } })
  })
})

describe('scores', () => {
  const leaves: Record<string, string[]> = {
    '1': ['1.1', '1.2', '1.3'],
    '1.2': ['1.2'],
    '2': ['2.1'],
  }
  it.each(bases)('of the %s column are those of the raw lines, and every band leads to its units', async (basis) => {
    const { nodes, units } = await ask('scores', { basis })
    for (const [code, lines] of Object.entries(leaves)) {
      const [row] = await raw<{
        count: number
        mean: string | null
        median: number | null
        low: number
        high: number
      }>(sql`
        select count(*)::int as count, round(avg(score), 2)::text as mean,
          round(percentile_cont(0.5) within group (order by score)::numeric, 2)::float8 as median,
          count(*) filter (where score < 0.5 * maximum)::int as low, count(*) filter (where score > 0.75 * maximum)::int as high
        from (select sum(l.awarded) as score, sum(l.maximum) as maximum
          from campaign_units c join submissions s on s.campaign_unit_id = c.id join ${rawLines[basis]} l on l.submission_id = s.id
          where c.campaign_id = ${made.campaign.id} and c.taken_out_at is null and ${rawLevel[basis]} is not null
            and l.criterion_code = any(${sql.param(lines)}::text[])
          group by s.id) summed`)
      const node = nodes.find((one: { code: string }) => one.code === code)
      expect([code, node.count, node.mean, node.median]).toEqual([code, row?.count, Number(row?.mean), row?.median])
      expect([node.bands.low, node.bands.high]).toEqual([row?.low, row?.high])
    }
    for (const node of nodes) {
      const counts: number[] = Object.values(node.bands)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(units)
      await expectBehind({ basis, criterion: node.code }, node.count)
      for (const [band, count] of Object.entries<number>(node.bands))
        await expectBehind({ basis, criterion: node.code, band }, count)
    }
  })

  it('tell apart 50, 75 and what lies beyond by the exact decimal', async () => {
    const { items } = await behind({ basis: 'self', criterion: '2.1', band: 'high' })
    expect(items.map(({ unit }) => unit.id)).toContain(made.units.found.id)
    const middle = await behind({ basis: 'external', criterion: '2.1', band: 'middle' })
    expect(middle.items.find(({ unit }) => unit.id === made.units.found.id)?.score).toBe(75)
    const half = await behind({ basis: 'self', criterion: '2.1', band: 'middle' })
    expect(half.items.find(({ unit }) => unit.id === made.units.moved.id)?.score).toBe(50)
  })

  it('of a criterion in a part are those of its raw lines, and lead to exactly those units', async () => {
    const { rows } = await ask('heat', { basis: 'external' })
    const cells = await raw<{ body: string; mean: string; count: number }>(sql`
      select c.assessor_unit_id as body, round(avg(l.awarded), 2)::text as mean, count(*)::int as count
      from campaign_units c join submissions s on s.campaign_unit_id = c.id join external_lines l on l.submission_id = s.id
      where c.campaign_id = ${made.campaign.id} and s.status in ${afterTeam} and l.criterion_code = '2.1' group by 1`)
    expect(cells.length).toBeGreaterThan(0)
    for (const { body, mean, count } of cells) {
      const row = rows.find(({ key }: { key: string }) => key === body)
      expect(row.cells.find(({ code }: { code: string }) => code === '2.1')).toMatchObject({
        mean: Number(mean),
        count,
      })
      await expectBehind({ basis: 'external', bodyId: body, criterion: '2.1' }, count)
      expect(row).toMatchObject({ strongest: ['1.2'], weakest: ['2.1'] })
    }
  })
})

describe('progress', () => {
  it('counts each unit once in every step, as its timeline and the last day say, and leads to exactly those', async () => {
    const { steps, scope, bodies } = await ask('progress')
    const [self] = await raw<Record<string, number>>(sql`
      select count(*) filter (where last < '2027-01-31T17:00:00Z' and done)::int as "in-time",
        count(*) filter (where last >= '2027-01-31T17:00:00Z' and done)::int as late,
        count(*) filter (where not done)::int as overdue
      from (select s.status in ${afterApproval} as done,
        (select max(at) from submission_events e where e.submission_id = s.id and e.to_status = 'approved') as last
        from ${rawFiles()}) file`)
    expect(steps[0]).toEqual({ step: 'self', outcomes: { ...self, open: 0 } })
    expect(self).toEqual({ 'in-time': 7, late: 1, overdue: 3 })
    for (const { step, outcomes } of steps) {
      expect(Object.values<number>(outcomes).reduce((sum, count) => sum + count, 0)).toBe(scope.units)
      for (const [outcome, count] of Object.entries<number>(outcomes)) await expectBehind({ step, outcome }, count)
    }
    for (const { body, steps: own } of bodies) {
      const done = own.request['in-time'] + own.request.late
      await expectBehind({ bodyId: body.id, step: 'request', outcome: 'done' }, done)
      for (const [outcome, count] of Object.entries<number>(own.request))
        await expectBehind({ bodyId: body.id, step: 'request', outcome }, count)
    }
  })
})

describe('self-assessment beside the external result', () => {
  it('is what the raw totals say, and every change leads to its units', async () => {
    const { total, nodes } = await ask('comparison')
    const [row] = await raw<Record<string, number | string>>(sql`
      select count(*)::int as count, round(avg(s.self_total), 2)::text as self, round(avg(s.external_total), 2)::text as external,
        round(avg(s.external_total - s.self_total), 2)::text as difference,
        count(*) filter (where s.external_total > s.self_total)::int as raised,
        count(*) filter (where s.external_total = s.self_total)::int as same,
        count(*) filter (where s.external_total < s.self_total)::int as lowered
      from ${rawFiles()} and s.status in ${afterTeam}`)
    const { self, external, difference, count, changes } = total
    expect({ self, external, difference, count, ...changes }).toEqual({
      ...row,
      ...{ self: Number(row?.self), external: Number(row?.external), difference: Number(row?.difference) },
    })
    await expectBehind({ change: 'any' }, count)
    for (const [change, many] of Object.entries<number>(changes)) await expectBehind({ change }, many)
    for (const node of nodes) await expectBehind({ criterion: node.code, change: 'any' }, node.count)
    for (const node of nodes)
      for (const [change, many] of Object.entries<number>(node.changes))
        await expectBehind({ criterion: node.code, change }, many)
    const condition = nodes.find(({ code }: { code: string }) => code === '1.1')
    expect(condition).toMatchObject({ changes: { raised: 0, same: 4, lowered: 1 }, difference: null })
  })
})

describe('this year beside the last one', () => {
  it('compares level with level, of the system and from paper, and every trend leads to its units', async () => {
    const { trends, scope, previousYear, matrix, fromPaper } = await ask('years', { basis: 'self' })
    const rows = await raw<{ trend: string; count: number }>(sql`
      select case when now is null then 'unknown' when before is null then 'new' when now > before then 'up'
        when now < before then 'down' else 'same' end as trend, count(*)::int as count
      from (select ${rawLevel.self} as now, coalesce(
          (select case when old.status in ${afterApproval} then old.self_level end from submissions old
            join campaign_units place on place.id = old.campaign_unit_id
            where place.campaign_id = ${made.before.id} and place.unit_id = c.unit_id),
          (select level from earlier_results e where e.unit_id = c.unit_id and e.school_year = '2025-2026')) as before
        from ${rawFiles()}) pair group by 1`)
    expect(previousYear).toBe('2025-2026')
    expect(
      Object.entries(trends)
        .filter(([, count]) => count !== 0)
        .sort(),
    ).toEqual(rows.map(({ trend, count }) => [trend, count]).sort())
    expect(Object.values<number>(trends).reduce((sum, count) => sum + count, 0)).toBe(scope.units)
    expect(fromPaper).toBe(1)
    expect(matrix.length).toBeGreaterThan(1)
    for (const [trend, count] of Object.entries<number>(trends)) await expectBehind({ basis: 'self', trend }, count)
  })
})

it('ranks by level, then by total; equals share a rank, the next one counts them all', async () => {
  const { items } = await ask('units', { basis: 'self', order: 'rank' })
  const ranked = items.filter(({ rank }: { rank: number | null }) => rank !== null)
  const rows = await raw<{ id: string; rank: number }>(sql`
    select c.id, rank() over (order by s.self_level desc, s.self_total desc)::int as rank
    from ${rawFiles()} and s.status in ${afterApproval}`)
  const byId = new Map(rows.map(({ id, rank }) => [id, rank]))
  expect(
    ranked.map((one: { campaignUnitId: string; rank: number }) => byId.get(one.campaignUnitId) === one.rank),
  ).toEqual(ranked.map(() => true))
  expect(ranked.map(({ rank }: { rank: number }) => rank)).toEqual(rows.map(({ rank }) => rank).sort((a, b) => a - b))
})

describe('as of a past day', () => {
  it('a figure is what it was then, whatever came later', async () => {
    expect(known((await ask('levels', { asOf: '2026-11-21', basis: 'recognised' })).levels)).toEqual([
      { level: 3, count: 2 },
      { level: 2, count: 1 },
      { level: null, count: 8 },
    ])
    expect((await ask('levels', { asOf: '2026-11-20' })).scope).toMatchObject({
      ...{ asOf: '2026-11-20', basis: 'self', units: 11, results: { self: 0, external: 0, recognised: 0 } },
    })
    const sent = await behind({ asOf: '2026-11-22', step: 'request', outcome: 'in-time' })
    expect(sent.items.map(({ unit }) => unit.id)).toContain(made.units.highSchool.id)
    const now = await behind({ step: 'request', outcome: 'in-time' })
    expect(now.items.map(({ unit }) => unit.id)).not.toContain(made.units.highSchool.id)
  })

  it('that lies before a year began is told of the year that was the newest then', async () => {
    await api.db.execute(sql`update campaigns set opened_at = '2026-11-20T02:00:00Z' where school_year = '2026-2027'`)
    const yearOf = async (asOf: string) => (await ok(planner.get(`/reports/levels?asOf=${asOf}`))).scope
    expect(await yearOf('2027-01-01')).toMatchObject({ schoolYear: '2026-2027' })
    expect(await yearOf('2026-11-19')).toMatchObject({ schoolYear: '2025-2026' })
    // Before there was any, the newest is shown, and nothing is in it.
    expect(await yearOf('2020-01-01')).toMatchObject({ schoolYear: '2026-2027', units: 0 })
  })

  it('a day that is not over is today', async () => {
    expect((await ask('levels', { asOf: '2027-08-01' })).scope.asOf).toBe('2027-02-03')
  })

  it('what a line came to then stays, although it is changed afterwards', async () => {
    const [before, after] = [
      await ask('scores', { asOf: '2026-11-22', basis: 'self' }),
      await ask('scores', { basis: 'self' }),
    ]
    const countOf = (report: typeof before) => report.nodes.find(({ code }: { code: string }) => code === '2').count
    // The returned school counted then and does not now; the late one came since.
    expect([countOf(before), countOf(after)]).toEqual([8, 8])
    await expect(api.db.execute(sql`update report_scores set score = 0`)).rejects.toThrow()
  })
})
