import {
  dayOf,
  endOf,
  nodesOf,
  parseDecimal,
  type CountedNode,
  type IndicatorSetDefinition,
  type IndicatorSetId,
  type ReportBasis,
  type ReportFilter,
  type ReportNode,
  type ReportScope,
  type SetMark,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { countedCampaigns, countScope, type Counted } from './report-counts.repository.ts'
import type { Asked, Chosen, Moment } from './report-scope.repository.ts'
import { requireOverseer } from './reports.policy.ts'

export type Ports = { db: Db; now: () => Date }
/** What a report is about: the units, the words that say which they are, and the set whose criteria are told. */
export type Open = {
  chosen: Chosen
  scope: ReportScope
  /** The year before, whether or not anything is on record of it. */
  previousYear: string | null
  /** Every year of which the actor may see something, the oldest first. */
  years: string[]
  /** The set asked for, or else the one of most units; null where there is none. */
  main: { mark: SetMark; definition: IndicatorSetDefinition; units: number } | null
}

/** No unit is in this year. */
const noYear = '0000-0001'
const yearBefore = (schoolYear: string) => {
  const first = Number(schoolYear.slice(0, 4))
  return `${first - 1}-${first}`
}

/**
 * What was on record at the end of a day, or by now: an asked day that is not over yet, or lies ahead, is today.
 * @returns the first moment that is not looked at any more
 */
export function momentOf(asOf: string | undefined, now: Date): Moment & { asOf: string } {
  const today = dayOf(now)
  if (asOf !== undefined && asOf < today) return { until: endOf(asOf), isPast: true, asOf }
  return { until: new Date(now.getTime() + 1), isPast: false, asOf: today }
}

/**
 * Settles what a filter means for this actor: moment, year, column.
 * @throws Problem `access.denied`, `campaign.not-found`
 */
export async function openScope({ db, now }: Ports, actor: Actor, asked: ReportFilter): Promise<Open> {
  requireOverseer(actor)
  const { asOf: day, basis: wanted, schoolYear: year, ...filter } = asked
  const at = now()
  const { until, isPast, asOf } = momentOf(day, at)
  const campaigns = await countedCampaigns(db, actor)
  const named = campaigns.find(({ id }) => id === filter.campaignId)
  if (filter.campaignId !== undefined && !named) throw new Problem('campaign.not-found')
  // Of a past day the year that was the newest then.
  const newest = campaigns.find(({ openedAt }) => openedAt < until.getTime()) ?? campaigns[0]
  const schoolYear = named?.schoolYear ?? year ?? newest?.schoolYear ?? null
  const scoped: Asked = { actor, until, isPast, schoolYear: schoolYear ?? noYear, filter }
  const counted = await countScope(db, scoped)
  const sum = (of: (row: Counted) => number) => counted.reduce((total, row) => total + of(row), 0)
  const results = {
    self: sum(({ self }) => self),
    external: sum(({ external }) => external),
    recognised: sum(({ recognised }) => recognised),
  }
  const basis = wanted ?? bestOf(results)
  const sets = setsIn(counted)
  const definitions = new Map<IndicatorSetId, IndicatorSetDefinition>()
  for (const { id } of sets) definitions.set(id, await definitionOf(db, id))
  const first = sets[0]
  const definition = first && definitions.get(first.id)
  return {
    chosen: { ...scoped, basis },
    previousYear: schoolYear === null ? null : yearBefore(schoolYear),
    years: [...new Set(campaigns.map((one) => one.schoolYear))].sort(),
    main: first && definition ? { mark: markOf(first), definition, units: first.units } : null,
    scope: {
      ...{ schoolYear, asOf, at: at.toISOString(), basis, results, sets },
      campaigns: campaigns
        .filter(({ id }) => counted.some(({ campaignId }) => campaignId === id))
        .map(({ id, title, schoolYear: itsYear }) => ({ id, title, schoolYear: itsYear })),
      units: sum(({ units }) => units),
      levels: levelsOf([...definitions.values()]),
    },
  }
}

/** The column that says most: the recognised one where there is any. */
const bestOf = ({ external, recognised }: Record<ReportBasis, number>): ReportBasis =>
  recognised > 0 ? 'recognised' : external > 0 ? 'external' : 'self'

const markOf = ({ id, code, version, title, sample, verified }: SetMark): SetMark => ({
  ...{ id, code, version, title, sample, verified },
})

function setsIn(counted: readonly Counted[]): ReportScope['sets'] {
  return [...Map.groupBy(counted, ({ setId }) => setId)]
    .flatMap(([id, rows]) => {
      const [first] = rows
      if (!first) return []
      const units = rows.reduce((total, row) => total + row.units, 0)
      return [{ ...markOf({ ...first, id }), maximum: parseDecimal(first.maximum), units }]
    })
    .sort((a, b) => b.units - a.units || a.code.localeCompare(b.code) || b.version - a.version)
}

/** Levels by their names; where sets word them differently, the most used set has the word. */
function levelsOf(definitions: readonly IndicatorSetDefinition[]): ReportScope['levels'] {
  const names = new Map<number, string>()
  for (const { level } of definitions)
    for (const band of level.bands) if (!names.has(band.level)) names.set(band.level, band.name ?? '')
  return [...names].map(([level, name]) => ({ level, name })).sort((a, b) => b.level - a.level)
}

/** The units under the set whose criteria are told: criteria of different sets are never thrown together. */
export const underMain = ({ chosen, main }: Open): Chosen =>
  main ? { ...chosen, filter: { ...chosen.filter, setId: main.mark.id } } : chosen

/** Where figures are told in the set that counts. */
export const nodesIn = ({ main }: Open): CountedNode[] => (main ? nodesOf(main.definition) : [])

export const presentNode = ({ code, title, kind, depth, maximum }: CountedNode): ReportNode => ({
  ...{ code, title, kind, depth, maximum },
})

export const orNull = (text: string | null | undefined) =>
  text === null || text === undefined ? null : parseDecimal(text)

/** Per cent of a maximum, with two places; hundredths in, hundredths out. */
export const percentOf = (score: number | null, maximum: number): number | null =>
  score === null || maximum === 0 ? null : Math.round((score * 10_000) / maximum)
