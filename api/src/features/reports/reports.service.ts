import {
  comparesTotals,
  extremesOf,
  reportPartsLimit,
  reportSteps,
  type Page,
  type ReportChoices,
  type ReportComparison,
  type ReportFilter,
  type ReportHeat,
  type ReportLevels,
  type ReportNode,
  type ReportPart,
  type ReportProgress,
  type ReportScores,
  type ReportStep,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { decodeCursor, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { countedCampaigns, placesOf } from './report-counts.repository.ts'
import { countLevels, countSteps } from './report-figures.repository.ts'
import { compareSides } from './report-nodes.repository.ts'
import { allParts, partsKey, type PartsPage } from './report-parts.repository.ts'
import { readLines, readLinesByPart, readSides } from './report-points.repository.ts'
import { comparePairs, joinParts, tellNode, tellParts } from './report-points.ts'
import {
  momentOf,
  nodesIn,
  openScope,
  orNull,
  percentOf,
  presentNode,
  underMain,
  type Ports,
} from './report-scope.service.ts'
import { requireOverseer } from './reports.policy.ts'
import { countsOf, eachOutcome, eachStep, meanOf, sumOf } from './reports.present.ts'

/** More units than any province has: whoever looks at so many chooses a campaign before a managing body. */
const mostWithPlaces = 5_000

/** A page of the parts of a table; null for all of them, as a file has. */
type AskedParts = PageRequest | null
const pageOf = (asked: AskedParts): PartsPage =>
  asked === null
    ? allParts
    : { after: decodeCursor<readonly [string, string]>(asked.cursor, partsKey), limit: asked.limit ?? reportPartsLimit }
function cut<Row>(rows: readonly Row[], asked: AskedParts, key: (row: Row) => unknown): Page<Row> {
  const limit = asked === null ? rows.length : (asked.limit ?? reportPartsLimit)
  return toPage(rows, { limit }, key, (row) => row)
}

/** Best and worst are told of criteria with points. */
const isCompared = ({ depth, kind }: ReportNode) => depth === 1 && kind !== 'condition'

export type ReportsService = ReturnType<typeof createReportsService>

/** The figures of a report. All that one filter gives are about the same units, so they agree. */
export function createReportsService(ports: Ports) {
  const { db } = ports
  type ByPart = ReportFilter & { by: ReportPart }

  async function levels(actor: Actor, { by, ...filter }: ByPart, asked: AskedParts): Promise<ReportLevels> {
    const { chosen, scope } = await openScope(ports, actor, filter)
    const { all, parts } = await countLevels(db, chosen, by, pageOf(asked))
    const known = scope.levels.map(({ level }) => level)
    const told = [...Map.groupBy(parts, ({ part }) => part)].map(([key, those]) => ({
      ...{ key, name: those[0]?.name ?? key },
      units: sumOf(those),
      levels: countsOf(those, known),
      mean: meanOf(those, scope.sets),
    }))
    const { items, nextCursor } = cut(told, asked, ({ name, key }) => [name, key])
    return { scope, levels: countsOf(all, known), mean: meanOf(all, scope.sets), parts: items, nextCursor }
  }

  async function scores(actor: Actor, filter: ReportFilter): Promise<ReportScores> {
    const open = await openScope(ports, actor, filter)
    const nodes = nodesIn(open)
    const units = open.main?.units ?? 0
    const lines = nodes.length === 0 ? [] : await readLines(db, underMain(open))
    const told = nodes.map((node) => {
      const { low, middle, high, met, unmet, none: _, ...figures } = tellNode(node, lines)
      const { count, mean } = figures
      const isCondition = node.kind === 'condition'
      return {
        ...{ ...presentNode(node), ...figures },
        share: isCondition ? (count === 0 ? null : percentOf(met, count)) : percentOf(mean, node.maximum),
        bands: { low, middle, high, met, unmet, none: units - count },
      }
    })
    const main = { scope: open.scope, set: open.main?.mark ?? null, units }
    return { ...main, nodes: told, ...extremesOf(told.filter(isCompared)) }
  }

  async function progress(actor: Actor, filter: ReportFilter, asked: AskedParts): Promise<ReportProgress> {
    const { chosen, scope } = await openScope(ports, actor, filter)
    const { all, bodies } = await countSteps(db, chosen, pageOf(asked))
    const outcomesOf = (those: typeof all, step: ReportStep) => {
      const outcomes = eachOutcome(() => 0)
      for (const { steps, count } of those) outcomes[steps[step]] += count
      return outcomes
    }
    const told = [...Map.groupBy(bodies, ({ id }) => id)].flatMap(([id, those]) => {
      const [first] = those
      if (!first) return []
      const { code, name, type } = first
      const steps = eachStep((step) => outcomesOf(those, step))
      return [{ body: { id, code, name, type }, units: sumOf(those), steps }]
    })
    const { items, nextCursor } = cut(told, asked, ({ body }) => [body.name, body.id])
    return {
      scope,
      steps: reportSteps.map((step) => ({ step, outcomes: outcomesOf(all, step) })),
      ...{ bodies: items, nextCursor },
    }
  }

  async function comparison(actor: Actor, filter: ReportFilter): Promise<ReportComparison> {
    const open = await openScope(ports, actor, filter)
    const nodes = nodesIn(open)
    const told = await compareSides(db, open.chosen)
    const pairs = await readSides(db, open.chosen, open.main?.mark.id ?? null)
    const { total } = told
    const without = { self: null, external: null, difference: null }
    return {
      ...{ scope: open.scope, set: open.main?.mark ?? null, levels: told.levels },
      total: {
        ...{ count: total.count, changes: changesOf(total), difference: orNull(total.difference) },
        ...{ self: orNull(total.self), external: orNull(total.external) },
        ...(!comparesTotals(open.scope.sets) && without),
      },
      // A condition has no points: what changed is counted, means say nothing.
      nodes: nodes.map((node) => {
        const { count, first: self, second: external, difference, ...changes } = comparePairs(node, pairs)
        return {
          ...{ ...presentNode(node), count, self, external, difference, changes },
          ...(node.kind === 'condition' && without),
        }
      }),
    }
  }

  async function heat(actor: Actor, { by, ...filter }: ByPart, asked: AskedParts): Promise<ReportHeat> {
    const open = await openScope(ports, actor, filter)
    const nodes = nodesIn(open)
    const main = { scope: open.scope, set: open.main?.mark ?? null, nodes: nodes.map(presentNode) }
    if (nodes.length === 0) return { ...main, rows: [], nextCursor: null }
    const parts = await readLinesByPart(db, underMain(open), by, pageOf(asked))
    const joined = joinParts(parts)
    const told = nodes.map((node) => ({ node, cellAt: tellParts(node, joined, parts.length) }))
    const compared = new Set(main.nodes.filter(isCompared).map(({ code }) => code))
    const rows = parts.map(({ part: key, name, units }, at) => {
      const cells = told.map(({ node: { code, kind, maximum }, cellAt }) => {
        const { count, mean, met } = cellAt(at)
        const share = kind === 'condition' ? percentOf(met, count) : percentOf(mean, maximum)
        return { code, count, mean, share }
      })
      return { ...{ key, name, units, cells }, ...extremesOf(cells.filter(({ code }) => compared.has(code))) }
    })
    const { items, nextCursor } = cut(rows, asked, ({ name, key }) => [name, key])
    return { ...main, rows: items, nextCursor }
  }

  async function choices(
    actor: Actor,
    asked: Pick<ReportFilter, 'campaignId' | 'schoolYear' | 'bodyId' | 'areaId'>,
  ): Promise<ReportChoices> {
    requireOverseer(actor)
    const seen = await countedCampaigns(db, actor)
    const named = seen.find(({ id }) => id === asked.campaignId)
    if (asked.campaignId !== undefined && !named) throw new Problem('campaign.not-found')
    const year = named?.schoolYear ?? asked.schoolYear ?? seen[0]?.schoolYear
    const within = named ? [named] : seen.filter(({ schoolYear }) => schoolYear === year)
    const campaigns = within.map(({ id }) => id)
    const morePlaces = within.reduce((sum, { units }) => sum + units, 0) > mostWithPlaces
    const places = await placesOf(db, actor, {
      ...{ campaigns, when: momentOf(undefined, ports.now()) },
      near: morePlaces ? { bodyId: asked.bodyId ?? null, areaId: asked.areaId ?? null } : null,
    })
    const years = [...new Set(seen.map(({ schoolYear }) => schoolYear))]
    return { campaigns: seen, years, ...places, morePlaces }
  }

  return { levels, scores, progress, comparison, heat, choices }
}

const changesOf = ({ raised, same, lowered }: Record<'raised' | 'same' | 'lowered', number>) => ({
  raised,
  same,
  lowered,
})
