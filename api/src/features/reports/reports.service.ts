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
import { compareSides } from './report-nodes.repository.ts'
import { readLines, readLinesByPart, readSides } from './report-points.repository.ts'
import { comparePairs, joinParts, tellNode, tellParts } from './report-points.ts'
import { countedCampaigns, placesOf } from './report-scope.repository.ts'
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
    const lines = nodes.length === 0 ? [] : await readLines(db, underMain(open))
    return {
      ...{ scope: open.scope, set: open.main?.mark ?? null, units },
      nodes: nodes.map((node) => {
        const { low, middle, high, met, unmet, none: _, ...told } = tellNode(node, lines)
        const { count, mean } = told
        const isCondition = node.kind === 'condition'
        return {
          ...{ ...presentNode(node), ...told },
          share: isCondition ? (count === 0 ? null : percentOf(met, count)) : percentOf(mean, node.maximum),
          bands: { low, middle, high, met, unmet, none: units - count },
        }
      }),
    }
  }

  async function progress(actor: Actor, filter: ReportFilter): Promise<ReportProgress> {
    const { chosen, scope } = await openScope(ports, actor, filter)
    const rows = await countSteps(db, chosen)
    const outcomesOf = (those: typeof rows, step: ReportStep) => {
      const outcomes = eachOutcome(() => 0)
      for (const { steps, count } of those) outcomes[steps[step]] += count
      return outcomes
    }
    return {
      scope,
      steps: reportSteps.map((step) => ({ step, outcomes: outcomesOf(rows, step) })),
      bodies: [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, those]) => {
        const [first] = those
        if (!first) return []
        const { code, name, type } = first
        return [
          {
            body: { id, code, name, type },
            units: sumOf(those),
            steps: eachStep((step) => outcomesOf(those, step)),
          },
        ]
      }),
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

  async function heat(actor: Actor, { by, ...filter }: ByPart): Promise<ReportHeat> {
    const open = await openScope(ports, actor, filter)
    const nodes = nodesIn(open)
    const chosen = underMain(open)
    const main = { scope: open.scope, set: open.main?.mark ?? null }
    if (nodes.length === 0) return { ...main, nodes: [], rows: [], strongest: [], weakest: [] }
    const isCriterion = new Set(
      nodes.filter(({ depth, kind }) => depth === 1 && kind !== 'condition').map(({ code }) => code),
    )
    const parts = await readLinesByPart(db, chosen, by)
    const joined = joinParts(parts)
    const told = nodes.map((node) => ({ node, ...tellParts(node, joined, parts.length) }))
    const rows = parts.map(({ part: key, name, units }, at) => {
      const cells = told.map(({ node: { code, kind, maximum }, cellAt }) => {
        const { count, mean, met } = cellAt(at)
        const share = kind === 'condition' ? percentOf(met, count) : percentOf(mean, maximum)
        return { code, count, mean, share }
      })
      return { ...{ key, name, units, cells }, ...extremesOf(cells.filter(({ code }) => isCriterion.has(code))) }
    })
    const shares = told.flatMap(({ node: { code, maximum }, all }) =>
      isCriterion.has(code) ? [{ code, share: percentOf(all.mean, maximum) }] : [],
    )
    return { ...main, nodes: nodes.map(presentNode), rows, ...extremesOf(shares) }
  }

  async function choices(
    actor: Actor,
    asked: { campaignId?: CampaignId | undefined; schoolYear?: string | undefined },
  ): Promise<ReportChoices> {
    requireOverseer(actor)
    const seen = await countedCampaigns(db, actor)
    const named = seen.find(({ id }) => id === asked.campaignId)
    if (asked.campaignId !== undefined && !named) throw new Problem('campaign.not-found')
    const year = named?.schoolYear ?? asked.schoolYear ?? seen[0]?.schoolYear
    const within = named ? [named] : seen.filter(({ schoolYear }) => schoolYear === year)
    const ids = within.map(({ id }) => id)
    const places = await placesOf(db, actor, ids, momentOf(undefined, ports.now()))
    const years = [...new Set(seen.map(({ schoolYear }) => schoolYear))]
    return { campaigns: seen, years, ...places }
  }

  return { levels, scores, progress, comparison, heat, choices }
}

const changesOf = ({ raised, same, lowered }: Record<'raised' | 'same' | 'lowered', number>) => ({
  raised,
  same,
  lowered,
})
