import {
  reportBases,
  reportFigure,
  reportParts,
  type ReportComparison,
  type ReportFigure,
  type ReportHeat,
  type ReportLevels,
  type ReportPart,
  type ReportProgress,
  type ReportScope,
  type ReportScores,
  type ReportYears,
} from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok, type Person } from '../../../test/road.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
let made: Awaited<ReturnType<typeof aReportedProvince>>
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
}, 180_000)

type Query = Record<string, string | number | undefined>
/** A number that a report shows, and what is asked of the list to see the units behind it. */
type Shown = { count: number; figure?: ReportFigure; narrowed?: Query | undefined }

const call = (by: Person, path: string, query: Query) => {
  const asked = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) asked.set(key, String(value))
  return ok(by.get(`/reports/${path}?${asked.toString()}`))
}
const partKeys: Record<ReportPart, string> = {
  ...{ body: 'bodyId', area: 'areaId', type: 'unitType', ownership: 'ownership', campaign: 'campaignId' },
}
const entries = <K extends string>(counts: Record<K, number>) => Object.entries<number>(counts) as [K, number][]
const ofLevels = (levels: ReportLevels['levels'], narrowed?: Query): Shown[] =>
  levels.map(({ level, count }) => ({ count, figure: { level: level ?? 'none' }, narrowed }))

const inScope = ({ units, results }: ReportScope): Shown[] => [
  { count: units },
  ...reportBases.map((basis): Shown => ({ count: results[basis], figure: { level: 'any' }, narrowed: { basis } })),
]
const inLevels = ({ levels, parts }: ReportLevels, by: ReportPart): Shown[] => [
  ...ofLevels(levels),
  ...parts.flatMap(({ key, units, levels: own }) => {
    const narrowed = { [partKeys[by]]: key }
    const known = own.reduce((sum, { level, count }) => sum + (level === null ? 0 : count), 0)
    return [
      { count: units, narrowed },
      { count: known, figure: { level: 'any' }, narrowed } satisfies Shown,
      ...ofLevels(own, narrowed),
    ]
  }),
]
const inScores = ({ units, set, nodes }: ReportScores): Shown[] => [
  { count: units, narrowed: { setId: set?.id } },
  ...nodes.flatMap(({ code: criterion, count, bands }): Shown[] => [
    { count, figure: { criterion } },
    ...entries(bands).map(([band, many]): Shown => ({ count: many, figure: { criterion, band } })),
  ]),
]
const inHeat = ({ rows, set }: ReportHeat, by: ReportPart): Shown[] =>
  rows.flatMap(({ key, units, cells }) => {
    const narrowed = { setId: set?.id, [partKeys[by]]: key }
    return [
      { count: units, narrowed },
      ...cells.map(({ code: criterion, count }): Shown => ({ count, figure: { criterion }, narrowed })),
    ]
  })
const inProgress = ({ steps, bodies }: ReportProgress): Shown[] => [
  ...steps.flatMap(({ step, outcomes }) =>
    entries(outcomes).map(([outcome, count]): Shown => ({ count, figure: { step, outcome } })),
  ),
  ...bodies.flatMap(({ body, units, steps: own }) => {
    const narrowed = { bodyId: body.id }
    return [
      { count: units, narrowed },
      ...Object.values(steps).flatMap(({ step }): Shown[] => [
        { count: own[step]['in-time'] + own[step].late, figure: { step, outcome: 'done' }, narrowed },
        ...entries(own[step]).map(([outcome, count]): Shown => ({ count, figure: { step, outcome }, narrowed })),
      ]),
    ]
  }),
]
const inComparison = ({ total, levels, nodes }: ReportComparison): Shown[] => [
  { count: total.count, figure: { change: 'any' } },
  ...entries(total.changes).map(([change, count]): Shown => ({ count, figure: { change } })),
  ...levels.map(({ self, external, count }): Shown => ({
    count,
    figure: { selfLevel: self, externalLevel: external },
  })),
  ...nodes.flatMap(({ code: criterion, count, changes }): Shown[] => [
    { count, figure: { criterion, change: 'any' } },
    ...entries(changes).map(([change, many]): Shown => ({ count: many, figure: { criterion, change } })),
  ]),
]
const inYears = ({ trends, fromPaper, matrix, totals, nodes, years }: ReportYears): Shown[] => [
  ...entries(trends).map(([trend, count]): Shown => ({ count, figure: { trend } })),
  { count: fromPaper, figure: { before: 'paper', level: 'any' } },
  ...matrix.map(({ before, now, count }): Shown => ({ count, figure: { before, level: now } })),
  { count: totals.count, figure: { years: 'both' } },
  ...nodes.map(({ code: criterion, count }): Shown => ({ count, figure: { criterion, years: 'both' } })),
  ...years.flatMap(({ schoolYear, units, levels }) => {
    const narrowed = { schoolYear, campaignId: undefined }
    return [{ count: units, narrowed }, ...ofLevels(levels, narrowed)]
  }),
]

/** Every number of every report of this filter, parted in these ways. */
async function everyFigure(by: Person, filter: Query, parts: readonly ReportPart[]): Promise<Shown[]> {
  const ask = (path: string, query: Query = {}) => call(by, path, { ...filter, ...query })
  const shown = inScope((await ask('levels')).scope)
  for (const part of parts) {
    shown.push(...inLevels(await ask('levels', { by: part }), part))
    shown.push(...inHeat(await ask('heat', { by: part }), part))
  }
  shown.push(...inScores(await ask('scores')), ...inProgress(await ask('progress')))
  shown.push(...inComparison(await ask('comparison')), ...inYears(await ask('years')))
  const emulation = await ask('emulation')
  return [...shown, { count: emulation.total }]
}

/** Asks the list for each; what stood behind more than nobody is told. */
async function expectAllFollowed(by: Person, filter: Query, parts = reportParts.slice(0, 1)): Promise<Set<string>> {
  const shown = await everyFigure(by, filter, parts)
  const { scope } = await call(by, 'levels', filter)
  const once = new Map(shown.map((one) => [JSON.stringify(one), one]))
  const seen = new Set<string>()
  for (const { count, figure = {}, narrowed = {} } of once.values()) {
    const query = { ...filter, basis: scope.basis, ...narrowed, ...figure }
    const list = await call(by, 'units', { ...query, limit: 100 })
    expect({ query, count: list.total, rows: list.items.length }).toEqual({ query, count, rows: count })
    if (count > 0) for (const key of Object.keys(figure)) seen.add(key)
  }
  return seen
}

describe('every figure of every report leads to a list with exactly as many rows', () => {
  const parted = { self: ['body', 'type'], external: ['area', 'campaign'], recognised: ['ownership'] } as const
  it.each(reportBases)('in the %s column', { timeout: 120_000 }, async (basis) => {
    const { planner } = made.way.people
    const seen = await expectAllFollowed(planner, { campaignId: made.campaign.id, basis }, [...parted[basis]])
    // Each key of a figure led to somebody, so that no number was compared with an empty list alone.
    const known = Object.keys(reportFigure.shape)
    expect([...seen].sort()).toEqual(known.sort())
  })

  it('of another filter, another day and a managing body, too', { timeout: 120_000 }, async () => {
    const { planner, officer } = made.way.people
    const { id: campaignId } = made.campaign
    await expectAllFollowed(planner, { campaignId, unitType: 'primary', ownership: 'public', basis: 'self' })
    await expectAllFollowed(planner, { campaignId, asOf: '2026-11-22', basis: 'external' })
    await expectAllFollowed(officer, { schoolYear: '2026-2027' })
  })
})

describe('what is told of two sides at once is what a query by hand finds in the rows themselves', () => {
  const approved = sql`('approved', 'submitted', 'accepted', 'assessing', 'result-shown', 'objected', 'assessed', 'nominated',
    'recognised', 'refused', 'published', 'revoked')`
  const concluded = sql`('assessed', 'nominated', 'recognised', 'refused', 'published', 'revoked')`
  const files = () => sql`campaign_units c join submissions s on s.campaign_unit_id = c.id
    where c.campaign_id = ${made.campaign.id} and c.taken_out_at is null`
  const raw = async (query: SQL) => (await tester.api.db.execute(query)).rows

  it('means and moves of two years, of the system and from paper', async () => {
    const { planner } = made.way.people
    const report: ReportYears = await call(planner, 'years', { campaignId: made.campaign.id, basis: 'self' })
    const pairs = sql`(
      select s.self_level as now_level, s.self_total as now, coalesce(old.level, paper.level) as before_level,
        coalesce(old.total, paper.total) as before
      from campaign_units c join submissions s on s.campaign_unit_id = c.id
        left join lateral (
          select o.self_level as level, o.self_total as total from submissions o join campaign_units p on p.id = o.campaign_unit_id
          where p.campaign_id = ${made.before.id} and p.unit_id = c.unit_id and o.status in ${approved}) old on true
        left join earlier_results paper on paper.unit_id = c.unit_id and paper.school_year = '2025-2026'
      where c.campaign_id = ${made.campaign.id} and c.taken_out_at is null and s.status in ${approved}) pair`
    const [means] = await raw(sql`
      select count(*)::int as count, round(avg(before), 2)::float8 as before, round(avg(now), 2)::float8 as now,
        round(avg(now - before), 2)::float8 as difference from ${pairs} where before is not null`)
    expect(report.totals).toEqual(means)
    expect(report.totals.count).toBeGreaterThan(2)
    expect(report.matrix).toEqual(
      await raw(sql`select before_level as before, now_level as now, count(*)::int as count from ${pairs}
        where before_level is not null group by 1, 2 order by 1 desc, 2 desc`),
    )
  })

  it('the level of the school beside that of the team', async () => {
    const { planner } = made.way.people
    const report: ReportComparison = await call(planner, 'comparison', { campaignId: made.campaign.id })
    expect(report.levels).toEqual(
      await raw(sql`select s.self_level as self, s.external_level as external, count(*)::int as count
        from ${files()} and s.status in ${concluded} group by 1, 2 order by 1 desc, 2 desc`),
    )
    expect(report.levels.length).toBeGreaterThan(1)
  })

  it('the levels of each year', async () => {
    const { planner } = made.way.people
    const report: ReportYears = await call(planner, 'years', { campaignId: made.campaign.id, basis: 'self' })
    const rows = await raw(sql`
      select campaign.school_year as year, case when s.status in ${approved} then s.self_level end as level, count(*)::int as count
      from campaign_units c join submissions s on s.campaign_unit_id = c.id join campaigns campaign on campaign.id = c.campaign_id
      where c.taken_out_at is null group by 1, 2`)
    const told = report.years.flatMap(({ schoolYear: year, levels }) =>
      levels.filter(({ count }) => count > 0).map(({ level, count }) => ({ year, level, count })),
    )
    const sorted = (those: object[]) => those.map((one) => JSON.stringify(one)).sort()
    expect(sorted(told)).toEqual(sorted(rows))
  })
})
