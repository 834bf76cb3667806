import {
  deadlinesOf,
  milestonesIn,
  nextSchoolYear,
  participation,
  titleIn,
  yearsLater,
  type CampaignId,
  type CampaignProposal,
  type UnitId,
  type UnitSummary,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import { markOf } from './campaigns.present.ts'
import { requirePlanner, requirePlannerOf } from './campaigns.policy.ts'
import * as campaigns from './campaigns.repository.ts'
import { planOf } from './milestones.present.ts'
import { listPlan } from './milestones.repository.ts'
import { requireFound } from './milestones.service.ts'
import { countBodyPlans } from './plans.repository.ts'
import * as repository from './proposals.repository.ts'
import { summaryOf, templates } from './templates.ts'

export type ProposalsService = ReturnType<typeof createProposalsService>

/** What a campaign may begin from: a template, or the campaign of the year before. Opens nothing. */
export function createProposalsService({ db }: { db: Db }) {
  async function listTemplates(actor: Actor) {
    requirePlanner(actor)
    return { items: templates.map(summaryOf) }
  }

  async function fromTemplate(actor: Actor, code: string, schoolYear: string): Promise<CampaignProposal> {
    requirePlanner(actor)
    const template = templates.find((one) => one.code === code)
    if (!template) throw new Problem('campaign-template.not-found')
    const milestones = milestonesIn(schoolYear, template)
    const sets: CampaignProposal['sets'] = []
    for (const { code: wanted, unitTypes, targetLevel } of template.sets) {
      const set = await repository.findSetFor(db, actor, wanted)
      sets.push({ code: wanted, set, was: null, unitTypes, targetLevel })
    }
    return {
      title: titleIn(schoolYear, template.campaignTitle),
      schoolYear,
      sets,
      ownerships: template.ownerships,
      ...{ within: [], except: [], also: [], assessors: [] },
      ...deadlinesOf(milestones),
      milestones,
      reportOutline: template.reportOutline,
      evidenceCode: template.evidenceCode,
      notes: template.notes.join('\n'),
      ...{ repeats: null, bodyPlans: 0, gone: 0 },
    }
  }

  /** The campaign of the year after: dates a year later, sets in their newest versions, exceptions that still stand. */
  async function next(actor: Actor, id: CampaignId): Promise<CampaignProposal> {
    const campaign = requireFound(await campaigns.find(db, actor, id))
    requirePlannerOf(actor, campaign)
    const schoolYear = nextSchoolYear(campaign.schoolYear)
    const later = (day: string | null) => (day === null ? null : yearsLater(day, 1))
    const { withinUnitIds, exceptUnitIds, alsoUnitIds, ownerships } = participation.parse(campaign.participation)
    const exceptions = await repository.listExceptions(db, id)
    const named = await standing([...withinUnitIds, ...exceptUnitIds, ...alsoUnitIds])
    const kept = (ids: readonly UnitId[]) => ids.flatMap((one) => named.get(one) ?? [])
    const stays = await standing(exceptions.flatMap(({ unit, assessor }) => [unit.id, assessor.id]))
    const assessors = exceptions.filter(({ unit, assessor }) => stays.has(unit.id) && stays.has(assessor.id))
    const all = [...withinUnitIds, ...exceptUnitIds, ...alsoUnitIds]
    const plan = await listPlan(db, id, null)
    return {
      title: nextTitle(campaign.title, campaign.schoolYear, schoolYear),
      schoolYear,
      sets: await newestSets(id),
      ownerships,
      within: kept(withinUnitIds),
      except: kept(exceptUnitIds),
      also: kept(alsoUnitIds),
      assessors,
      selfAssessmentDue: later(campaign.selfAssessmentDue),
      externalAssessmentDue: later(campaign.externalAssessmentDue),
      milestones: plan.map(planOf).map((line) => ({
        ...line,
        startsOn: later(line.startsOn),
        dueOn: later(line.dueOn),
      })),
      reportOutline: campaign.reportOutline,
      evidenceCode: null,
      notes: campaign.notes,
      repeats: id,
      bodyPlans: await countBodyPlans(db, id),
      gone: all.filter((one) => !named.has(one)).length + exceptions.length - assessors.length,
    }
  }

  async function newestSets(id: CampaignId): Promise<CampaignProposal['sets']> {
    const sets: CampaignProposal['sets'] = []
    const bySet = Map.groupBy(await campaigns.listSets(db, id), ({ set, targetLevel }) => `${set.id} ${targetLevel}`)
    for (const group of bySet.values()) {
      const [first] = group
      if (!first) continue
      const was = markOf(first.set)
      const set = await repository.findNewest(db, was.id)
      const unitTypes = group.map(({ unitType }) => unitType)
      sets.push({
        code: was.code,
        set,
        was: set?.id === was.id ? null : was,
        unitTypes,
        targetLevel: first.targetLevel,
      })
    }
    return sets
  }

  /** Those of the units that still stand. */
  async function standing(ids: readonly UnitId[]): Promise<ReadonlyMap<UnitId, UnitSummary>> {
    const rows = await findUnits(db, [...new Set(ids)])
    const open = rows.filter(({ closedOn }) => closedOn === null)
    return new Map(open.map(({ id, code, name, type }) => [id, { id, code, name, type }]))
  }

  return { listTemplates, fromTemplate, next }
}

/** The year in the title goes with the campaign, however it is written; a title without it says it at its end. */
function nextTitle(title: string, was: string, is: string): string {
  const year = new RegExp(`${was.slice(0, 4)}\\s*([-–])\\s*${was.slice(5)}`)
  const moved = title.replace(year, (_, dash: string) => is.replace('-', dash))
  return moved === title ? `${title} (${is.replace('-', '–')})` : moved
}
