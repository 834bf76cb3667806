import {
  comparesTotals,
  extremesOf,
  reportSteps,
  type CampaignId,
  type ReportChoices,
  type ReportComparison,
  type ReportFilter,
  type ReportHeat,
  type ReportLevels,
  type ReportPart,
  type ReportProgress,
  type ReportScores,
  type ReportStep,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { countLevels, countSteps } from './report-figures.repository.ts'
import { compareSides, heatCells, nodeScores, type HeatCell } from './report-nodes.repository.ts'
import { placesOf, seenCampaigns } from './report-scope.repository.ts'
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
import { byCode, countsOf, eachOutcome, eachStep, meanOf, sumOf } from './reports.present.ts'

export type ReportsService = ReturnType<typeof createReportsService>

/** The figures of a report. All that one filter gives are about the same units, so they agree. */
export function createReportsService(ports: Ports) {
  const { db } = ports
  type ByPart = ReportFilter & { by: ReportPart }

  async function levels(actor: Actor, { by, ...filter }: ByPart): Promise<ReportLevels> {
    const { chosen, scope } = await openScope(ports, actor, filter)
    const rows = await countLevels(db, chosen, by)
    const known = scope.levels.map(({ level }) => level)
    const parts = [...Map.groupBy(rows, ({ part }) => part)].map(([key, those]) => ({
      ...{ key, name: those[0]?.name ?? key },
      units: sumOf(those),
      levels: countsOf(those, known),
      mean: meanOf(those, scope.sets),
    }))
    return { scope, levels: countsOf(rows, known), mean: meanOf(rows, scope.sets), parts }
  }

  async function scores(actor: Actor, filter: ReportFilter): Promise<ReportScores> {
    const open = await openScope(ports, actor, filter)
    const nodes = nodesIn(open)
    const units = open.main?.units ?? 0
    const found = byCode(nodes.length === 0 ? [] : await nodeScores(db, underMain(open), nodes))
    return {
      ...{ scope: open.scope, set: open.main?.mark ?? null, units },
      nodes: nodes.map((node) => {
        const row = found.get(node.code)
        const mean = orNull(row?.mean)
        const { low = 0, middle = 0, high = 0, met = 0, unmet = 0, count = 0 } = row ?? {}
        const isCondition = node.kind === 'condition'
        return {
          ...presentNode(node),
          ...{ count, mean },
          median: orNull(row?.median),
          lowerQuartile: orNull(row?.lowerQuartile),
          upperQuartile: orNull(row?.upperQuartile),
          share: isCondition ? (count === 0 ? null : percentOf(met, count)) : percentOf(mean, node.maximum),
          bands: { low, middle, high, met, unmet, none: units - count },
        }
      }),
    }
  }

  async function progress(actor: Actor, filter: ReportFilter): Promise<ReportProgress> {
    const { chosen, scope } = await openScope(ports, actor, filter)
    const rows = await countSteps(db, chosen)
    const outcomesOf = (those: typeof rows, step: ReportStep) =>
      eachOutcome((outcome) => sumOf(those.filter((row) => row.step === step && row.outcome === outcome)))
    return {
      scope,
      steps: reportSteps.map((step) => ({ step, outcomes: outcomesOf(rows, step) })),
      bodies: [...Map.groupBy(rows, ({ bodyId }) => bodyId)].flatMap(([id, those]) => {
        const [first] = those
        if (!first) return []
        const { code, name, type } = first
        return [
          {
            body: { id, code, name, type },
            units: sumOf(those.filter(({ step }) => step === 'self')),
            steps: eachStep((step) => outcomesOf(those, step)),
          },
        ]
      }),
    }
  }

  async function comparison(actor: Actor, filter: ReportFilter): Promise<ReportComparison> {
    const open = await openScope(ports, actor, filter)
    const nodes = nodesIn(open)
    const told = await compareSides(db, open.chosen, { setId: open.main?.mark.id ?? null, nodes })
    const found = byCode(told.nodes)
    const present = (row: typeof told.total | undefined) => ({
      count: row?.count ?? 0,
      self: orNull(row?.self),
      external: orNull(row?.external),
      difference: orNull(row?.difference),
      changes: { raised: row?.raised ?? 0, same: row?.same ?? 0, lowered: row?.lowered ?? 0 },
    })
    const without = { self: null, external: null, difference: null }
    return {
      ...{ scope: open.scope, set: open.main?.mark ?? null, levels: told.levels },
      total: { ...present(told.total), ...(!comparesTotals(open.scope.sets) && without) },
      // A condition has no points: what changed is counted, means say nothing.
      nodes: nodes.map((node) => ({
        ...{ ...presentNode(node), ...present(found.get(node.code)) },
        ...(node.kind === 'condition' && without),
      })),
    }
  }

  async function heat(actor: Actor, { by, ...filter }: ByPart): Promise<ReportHeat> {
    const open = await openScope(ports, actor, filter)
    const nodes = nodesIn(open)
    const chosen = underMain(open)
    const main = { scope: open.scope, set: open.main?.mark ?? null }
    if (nodes.length === 0) return { ...main, nodes: [], rows: [], strongest: [], weakest: [] }
    const isCriterion = new Set(
      nodes.filter(({ depth, kind }) => depth === 1 && kind !== 'condition').map(({ code }) => code),
    )
    const [sizes, cells] = partsOf(await heatCells(db, chosen, nodes, by))
    const rows = sizes.map(({ part: key, name, count: units }) => {
      const found = cells.get(key) ?? new Map<string, HeatCell>()
      const told = nodes.map(({ code, kind, maximum }) => {
        const cell = found.get(code)
        const mean = orNull(cell?.mean)
        const share = kind === 'condition' ? percentOf(cell?.met ?? null, cell?.count ?? 0) : percentOf(mean, maximum)
        return { code, count: cell?.count ?? 0, mean, share }
      })
      return {
        ...{ key, name, units, cells: told },
        ...extremesOf(told.filter(({ code }) => isCriterion.has(code))),
      }
    })
    const overall = cells.get(null)
    const shares = nodes.flatMap(({ code, maximum }) => {
      const mean = orNull(overall?.get(code)?.mean)
      return isCriterion.has(code) ? [{ code, share: percentOf(mean, maximum) }] : []
    })
    return { ...main, nodes: nodes.map(presentNode), rows, ...extremesOf(shares) }
  }

  async function choices(
    actor: Actor,
    asked: { campaignId?: CampaignId | undefined; schoolYear?: string | undefined },
  ): Promise<ReportChoices> {
    requireOverseer(actor)
    const seen = await seenCampaigns(db, actor)
    const named = seen.find(({ id }) => id === asked.campaignId)
    if (asked.campaignId !== undefined && !named) throw new Problem('campaign.not-found')
    const year = named?.schoolYear ?? asked.schoolYear ?? seen[0]?.schoolYear
    const within = named ? [named] : seen.filter(({ schoolYear }) => schoolYear === year)
    const ids = within.map(({ id }) => id)
    const places = await placesOf(db, actor, ids, momentOf(undefined, ports.now()).until)
    const unique = <K, V>(pairs: readonly (readonly [K, V])[]) => [...new Map(pairs).values()]
    return {
      campaigns: seen,
      years: [...new Set(seen.map(({ schoolYear }) => schoolYear))],
      bodies: unique(
        places.map((one) => [
          one.bodyId,
          { id: one.bodyId, code: one.bodyCode, name: one.bodyName, type: one.bodyType },
        ]),
      ),
      areas: unique(
        places.flatMap(({ areaId: id, areaName: name }) => (id && name ? [[id, { id, name }] as const] : [])),
      ),
      types: [...new Set(places.map(({ type }) => type))],
      sets: unique(places.map(({ set }) => [set.id, set])),
      tiers: [...new Set(places.map(({ tier }) => tier))].sort().toReversed(),
    }
  }

  return { levels, scores, progress, comparison, heat, choices }
}

/** Tells the sizes of the parts, in their order, from the cells of each; the cells of all stand under null. */
function partsOf(rows: readonly HeatCell[]) {
  const sizes = rows.flatMap(({ part, name, code, count }) =>
    code === null && part !== null ? [{ part, name: name ?? part, count }] : [],
  )
  const cells = new Map<string | null, Map<string, HeatCell>>()
  for (const row of rows)
    if (row.code !== null) cells.set(row.part, (cells.get(row.part) ?? new Map<string, HeatCell>()).set(row.code, row))
  return [sizes, cells] as const
}
