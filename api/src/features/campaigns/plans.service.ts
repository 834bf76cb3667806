import {
  yearsLater,
  type Attachment,
  type CampaignEvent,
  type CampaignId,
  type CampaignPlan,
  type CampaignPlanSave,
  type Page,
  type UnitId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { presentAttachment } from '../catalogues/index.ts'
import { listEvents } from './campaign-events.repository.ts'
import { requireRunning } from './campaigns.policy.ts'
import * as campaigns from './campaigns.repository.ts'
import { bodyOf, hasOwnPlan, insertMilestones, listPlan, putOwnDates } from './milestones.repository.ts'
import { planOf } from './milestones.present.ts'
import { partIn, requireFound } from './milestones.service.ts'
import * as repository from './plans.repository.ts'

export type PlansService = ReturnType<typeof createPlansService>

/** The plans of managing bodies within the campaign of their province, and the record of it all. */
export function createPlansService({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, id: CampaignId, query: PageRequest & repository.PlanFilters) {
    const campaign = requireFound(await campaigns.find(db, actor, id))
    const filters = { ...query, ownBody: await bodyOf(db, id, actor.unitId) }
    const after = decodeCursor(query.cursor, textKey)
    const rows = await repository.listPlans(db, actor, id, filters, after, query.limit ?? defaultLimit)
    const own = rows.find(({ body }) => body.id === actor.unitId)
    const actions = own ? await actionsFor(db, actor, campaign) : []
    return toPage(
      rows,
      query,
      (row) => [row.body.name, row.body.id],
      (row) => present(row, row === own ? actions : []),
    )
  }

  async function get(actor: Actor, id: CampaignId, unitId: UnitId): Promise<CampaignPlan> {
    const campaign = requireFound(await campaigns.find(db, actor, id))
    const row = await findVisible(db, actor, id, unitId)
    return present(row, unitId === actor.unitId ? await actionsFor(db, actor, campaign) : [])
  }

  /** The plan under which the actor’s unit stands: its own, or that of the body above it; null: the province’s alone. */
  async function ofActor(actor: Actor, id: CampaignId): Promise<CampaignPlan | null> {
    requireFound(await campaigns.find(db, actor, id))
    const body = await bodyOf(db, id, actor.unitId)
    return body === null ? null : get(actor, id, body)
  }

  async function save(actor: Actor, id: CampaignId, { version, ...document }: CampaignPlanSave): Promise<CampaignPlan> {
    await db.transaction(async (tx) => {
      const campaign = requireFound(await campaigns.find(tx, actor, id))
      if ((await partIn(tx, actor, campaign)) !== 'body') throw new Problem('access.denied')
      requireRunning(campaign)
      const at = now()
      const before = await repository.lockPlan(tx, id, actor.unitId)
      if ((before?.version ?? 0) !== version) throw new Problem('campaign-plan.stale')
      if (before) await repository.updatePlan(tx, actor, before.id, document, at)
      else await repository.insertPlan(tx, actor, id, document, at)
      await campaigns.addEvent(tx, actor, {
        campaignId: id,
        unitId: actor.unitId,
        action: 'plan-saved',
        changes: {
          number: [before?.number ?? null, document.number],
          issuedOn: [before?.issuedOn ?? null, document.issuedOn],
        },
        at,
      })
    })
    return get(actor, id, actor.unitId)
  }

  /** A body takes over what it planned in the campaign that this one repeats; what it has planned already stays. */
  async function repeat(actor: Actor, id: CampaignId): Promise<CampaignPlan> {
    await db.transaction(async (tx) => {
      const campaign = requireFound(await campaigns.lock(tx, actor, id))
      if ((await partIn(tx, actor, campaign)) !== 'body') throw new Problem('access.denied')
      requireRunning(campaign)
      const at = now()
      if (!campaign.repeats || !(await mayRepeat(tx, campaign, actor.unitId)))
        throw new Problem('campaign-plan.nothing-to-repeat')
      const years = Number(campaign.schoolYear.slice(0, 4)) - Number(campaign.repeats.schoolYear.slice(0, 4))
      const later = (day: string | null) => (day === null ? null : yearsLater(day, years))
      const earlier = await listPlan(tx, campaign.repeats.id, actor.unitId)
      const own = earlier.filter((row) => row.bodyUnitId === actor.unitId).map(planOf)
      await insertMilestones(
        tx,
        id,
        actor.unitId,
        own.map((plan) => ({ ...plan, startsOn: later(plan.startsOn), dueOn: later(plan.dueOn) })),
      )
      const dates = new Map(earlier.map((row) => [row.code, row]))
      for (const row of await listPlan(tx, id, null)) {
        const before = dates.get(row.code)
        if (row.tier !== 'school' || !before?.bodyDueOn) continue
        const dueOn = yearsLater(before.bodyDueOn, years)
        const startsOn = later(before.bodyStartsOn)
        // A plan that now ends as early or earlier leaves nothing to set.
        if (row.dueOn === null || dueOn < row.dueOn) await putOwnDates(tx, actor, row.id, { startsOn, dueOn }, at)
      }
      await campaigns.addEvent(tx, actor, {
        campaignId: id,
        unitId: actor.unitId,
        action: 'plan-repeated',
        changes: { schoolYear: [campaign.repeats.schoolYear, campaign.schoolYear] },
        at,
      })
    })
    return get(actor, id, actor.unitId)
  }

  async function record(actor: Actor, id: CampaignId, query: PageRequest): Promise<Page<CampaignEvent>> {
    requireFound(await campaigns.find(db, actor, id))
    const after = decodeCursor(query.cursor, z.uuid())
    const rows = await listEvents(db, actor, id, after, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => row.id,
      (row) => ({ ...row, at: row.at.toISOString() }),
    )
  }

  return { list, get, ofActor, save, repeat, record }
}

/** The plan of a body that the actor stands above or below. @throws Problem `campaign-plan.not-found` */
export async function findVisible(db: Queryable, actor: Actor, id: CampaignId, unitId: UnitId) {
  const row = await repository.findPlan(db, id, unitId)
  const near = row && (isWithin(row.path, actor.unitPath) || (await bodyOf(db, id, actor.unitId)) === unitId)
  if (!near) throw new Problem('campaign-plan.not-found')
  return row
}

/** Whether the body planned something in the earlier campaign and nothing in this one. */
async function mayRepeat(db: Queryable, campaign: campaigns.CampaignRow, body: UnitId): Promise<boolean> {
  if (campaign.repeats === null) return false
  const plans = await listPlan(db, campaign.id, body)
  const begun = plans.some((row) => row.bodyUnitId === body || row.bodyDueOn !== null)
  return !begun && (await hasOwnPlan(db, campaign.repeats.id, body))
}

async function actionsFor(
  db: Queryable,
  actor: Actor,
  campaign: campaigns.CampaignRow,
): Promise<CampaignPlan['actions']> {
  if (campaign.closedAt !== null || (await partIn(db, actor, campaign)) !== 'body') return []
  return (await mayRepeat(db, campaign, actor.unitId)) ? ['write', 'repeat'] : ['write']
}

const fileOf = (row: repository.PlanRow): Attachment | null => (row.file ? presentAttachment(row.file) : null)

const present = (row: repository.PlanRow, actions: CampaignPlan['actions']): CampaignPlan => {
  const { body, plan, milestones, earlierDates } = row
  return {
    body,
    document: plan && { title: plan.title, number: plan.number, issuedOn: plan.issuedOn, file: fileOf(row) },
    milestones,
    earlierDates,
    updatedAt: plan?.updatedAt.toISOString() ?? null,
    updatedBy: plan?.updatedBy ?? null,
    version: plan?.version ?? 0,
    actions,
  }
}
