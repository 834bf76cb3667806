import {
  deadlinesOf,
  type CampaignId,
  type DeliverableKind,
  type Milestone,
  type MilestoneId,
  type MilestonePlan,
  type UnitId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import { requireRunning } from './campaigns.policy.ts'
import * as campaigns from './campaigns.repository.ts'
import { partOf, requireMilestone, requirePlan, seesMilestone, type Part } from './milestones.policy.ts'
import { differencesOf, planOf, presentMilestone } from './milestones.present.ts'
import * as repository from './milestones.repository.ts'

export type MilestonesService = ReturnType<typeof createMilestonesService>

/** What milestones need of the features that come after them. */
export type MilestonePorts = {
  /** Whether anything was handed in: for a milestone, or for some of its deliverables. */
  hasDeliveries: (tx: Tx, of: { milestoneId: MilestoneId; kinds?: readonly DeliverableKind[] }) => Promise<boolean>
  /** The clock by which things are recorded. */
  now: () => Date
}

/** What the plan says, and who may say otherwise: the province for all, a managing body earlier for its own. */
export function createMilestonesService({ db, now, hasDeliveries }: { db: Db } & MilestonePorts) {
  async function list(actor: Actor, id: CampaignId, asked: UnitId | undefined) {
    const campaign = requireFound(await campaigns.find(db, actor, id))
    const body = asked ? await requireBody(db, actor, id, asked) : await repository.bodyOf(db, id, actor.unitId)
    const part = await shownPart(db, actor, campaign)
    const ours = await repository.datesOf(db, id, actor.unitId)
    const rows = await repository.listPlan(db, id, body)
    return {
      items: rows.map((row) => presentMilestone(actor, part, row, ours.get(row.id))),
      mayAdd: part === 'province' || (part === 'body' && body === actor.unitId),
    }
  }

  const add = (actor: Actor, id: CampaignId, plan: MilestonePlan): Promise<Milestone> =>
    db.transaction(async (tx) => {
      const campaign = requireFound(await campaigns.lock(tx, actor, id))
      const body = requirePlan(actor, await partIn(tx, actor, campaign))
      requireRunning(campaign)
      requireFit(body, plan)
      const [added] = await repository.insertMilestones(tx, id, body, [plan])
      if (body === null) await follow(tx, id)
      const changes = differencesOf({ ...plan, code: '', task: '', dueOn: null }, plan)
      await campaigns.addEvent(tx, actor, {
        campaignId: id,
        unitId: body,
        action: 'milestone-added',
        changes,
        at: now(),
      })
      return present(tx, actor, added)
    })

  async function order(actor: Actor, id: CampaignId, ids: readonly MilestoneId[]) {
    await db.transaction(async (tx) => {
      const campaign = requireFound(await campaigns.lock(tx, actor, id))
      const body = requirePlan(actor, await partIn(tx, actor, campaign))
      requireRunning(campaign)
      const plan = (await repository.listPlan(tx, id, body)).filter((row) => row.bodyUnitId === body)
      const known = new Set(plan.map((row) => row.id))
      if (ids.some((one) => !known.has(one))) throw new Problem('milestone.not-found')
      await repository.setPositions(tx, [...new Set([...ids, ...known])])
      await campaigns.addEvent(tx, actor, { campaignId: id, unitId: body, action: 'milestones-ordered', at: now() })
    })
    return list(actor, id, undefined)
  }

  type Change = MilestonePlan & { version: number; pullAlong: boolean }
  const change = (actor: Actor, id: MilestoneId, { version, pullAlong, ...plan }: Change): Promise<Milestone> =>
    db.transaction(async (tx) => {
      const { row, part, campaign } = await lockFor(tx, actor, id)
      requireMilestone(actor, part, row, 'change')
      requireRunning(campaign)
      if (row.version !== version) throw new Problem('milestone.stale')
      requireFit(row.bodyUnitId, plan)
      const dropped = row.deliverables.filter((kind) => !plan.deliverables.includes(kind))
      const touched = plan.tier !== row.tier ? {} : { kinds: dropped }
      if (plan.tier !== row.tier || dropped.length > 0) {
        if (await hasDeliveries(tx, { milestoneId: id, ...touched })) throw new Problem('milestone.handed-in')
      }
      await repository.updateMilestone(tx, id, plan)
      const pulled = plan.dueOn === null ? 0 : await pullDates(tx, id, plan.dueOn, pullAlong)
      if (row.bodyUnitId === null) await follow(tx, row.campaignId)
      const changes = {
        code: [row.code, plan.code] satisfies [string, string],
        ...differencesOf(planOf(row), plan),
        ...(pulled > 0 && { bodiesPulled: [null, String(pulled)] satisfies [null, string] }),
      }
      await record(tx, actor, row, 'milestone-changed', changes)
      return present(tx, actor, id)
    })

  /** Earlier dates of managing bodies that would lie behind the plan’s are named first, then moved along. */
  async function pullDates(tx: Tx, id: MilestoneId, day: string, pullAlong: boolean): Promise<number> {
    const later = await repository.listLaterDates(tx, id, day)
    if (later.length > 0 && !pullAlong) {
      const errors = later.map(({ body, dueOn }) => ({
        path: body.code,
        message: body.name,
        values: { name: body.name, day: dueOn },
      }))
      throw new Problem('milestone.bodies-later', { errors })
    }
    if (later.length > 0) await repository.pullDates(tx, id, day)
    return later.length
  }

  const remove = (actor: Actor, id: MilestoneId) =>
    db.transaction(async (tx) => {
      const { row, part, campaign } = await lockFor(tx, actor, id)
      requireMilestone(actor, part, row, 'remove')
      requireRunning(campaign)
      if (await hasDeliveries(tx, { milestoneId: id })) throw new Problem('milestone.handed-in')
      await repository.deleteMilestone(tx, id)
      if (row.bodyUnitId === null) await follow(tx, row.campaignId)
      await record(tx, actor, row, 'milestone-removed', {
        code: [row.code, null],
        task: [row.task, null],
        dueOn: [row.dueOn, null],
      })
      return {}
    })

  type OwnDates = { version: number; startsOn: string | null; dueOn: string }
  const setOwnDates = (actor: Actor, id: MilestoneId, { version, ...dates }: OwnDates): Promise<Milestone> =>
    db.transaction(async (tx) => {
      const { row, part, campaign } = await lockFor(tx, actor, id)
      requireMilestone(actor, part, row, 'set-own-dates')
      requireRunning(campaign)
      if (row.version !== version) throw new Problem('milestone.stale')
      if (row.dueOn !== null && dates.dueOn > row.dueOn) throw laterThan(row.dueOn)
      await repository.putOwnDates(tx, actor, id, dates, now())
      await record(tx, actor, { ...row, bodyUnitId: actor.unitId }, 'own-dates-set', {
        code: [row.code, row.code],
        dueOn: [row.bodyDueOn ?? row.dueOn, dates.dueOn],
      })
      return present(tx, actor, id)
    })

  const clearOwnDates = (actor: Actor, id: MilestoneId): Promise<Milestone> =>
    db.transaction(async (tx) => {
      const { row, part, campaign } = await lockFor(tx, actor, id)
      requireMilestone(actor, part, row, 'set-own-dates')
      requireRunning(campaign)
      if (await repository.removeOwnDates(tx, id, actor.unitId))
        await record(tx, actor, { ...row, bodyUnitId: actor.unitId }, 'own-dates-cleared', {
          code: [row.code, row.code],
          dueOn: [row.bodyDueOn, row.dueOn],
        })
      return present(tx, actor, id)
    })

  const record = (tx: Tx, actor: Actor, row: repository.MilestoneRow, action: EventAction, changes: Changes) =>
    campaigns.addEvent(tx, actor, { campaignId: row.campaignId, unitId: row.bodyUnitId, action, changes, at: now() })

  async function present(tx: Queryable, actor: Actor, id: MilestoneId | undefined): Promise<Milestone> {
    const row = id && (await repository.findMilestone(tx, id, actor.unitId))
    const campaign = row && (await campaigns.find(tx, actor, row.campaignId))
    if (!row || !campaign) throw new Problem('milestone.not-found')
    const ours = await repository.datesOf(tx, row.campaignId, actor.unitId)
    return presentMilestone(actor, await shownPart(tx, actor, campaign), row, ours.get(row.id))
  }

  return { list, add, order, change, remove, setOwnDates, clearOwnDates }
}

export const laterThan = (day: string) =>
  new Problem('milestone.later-than-plan', { errors: [{ path: '/dueOn', message: day }] })

/** Hidden and missing campaigns answer alike. */
export function requireFound(row: campaigns.CampaignRow | undefined): campaigns.CampaignRow {
  if (!row) throw new Problem('campaign.not-found')
  return row
}

export const partIn = async (db: Queryable, actor: Actor, campaign: campaigns.CampaignRow): Promise<Part> =>
  partOf(actor, campaign, await repository.isBodyOf(db, campaign.id, actor.unitId))

/** What an actor can still do: in a campaign that has ended everybody reads. */
const shownPart = async (db: Queryable, actor: Actor, campaign: campaigns.CampaignRow): Promise<Part> =>
  campaign.closedAt === null ? partIn(db, actor, campaign) : 'reader'

/** A milestone that the actor may see, held until the transaction ends, with what the actor is in its campaign. */
export async function lockFor(tx: Tx, actor: Actor, id: MilestoneId) {
  const row = await repository.lockMilestone(tx, id, actor.unitId)
  const campaign = row && (await campaigns.find(tx, actor, row.campaignId))
  if (!row || !campaign || !seesMilestone(actor, row, await repository.bodyOf(tx, row.campaignId, actor.unitId)))
    throw new Problem('milestone.not-found')
  return { row, campaign, part: await partIn(tx, actor, campaign) }
}

/** A managing body in the campaign that the actor stands above or below. @throws Problem `unit.not-found` */
export async function requireBody(db: Queryable, actor: Actor, id: CampaignId, body: UnitId): Promise<UnitId> {
  const [unit] = await findUnits(db, [body])
  const own = await repository.bodyOf(db, id, actor.unitId)
  const near = unit && (own === body || isWithin(unit.path, actor.unitPath))
  if (!near || !(await repository.isBodyOf(db, id, body))) throw new Problem('unit.not-found')
  return body
}

function requireFit(body: UnitId | null, { tier }: MilestonePlan) {
  if (body !== null && tier === 'province') throw new Problem('milestone.tier-unfit')
}

type EventAction = Parameters<typeof campaigns.addEvent>[2]['action']
type Changes = Record<string, [string | null, string | null]>

/** The two days that stand for the campaign follow the province’s milestones. */
export async function follow(tx: Tx, id: CampaignId) {
  await repository.followMilestones(tx, id, deadlinesOf(await repository.listPlan(tx, id, null)))
}
