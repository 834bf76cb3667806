import {
  participation,
  type Campaign,
  type CampaignChange,
  type CampaignId,
  type CampaignPreview,
  type CampaignSummary,
  type CampaignUnit,
  type CampaignUnitId,
  type IndicatorSetId,
  type listFittingUnits,
  type NewCampaign,
  type Page,
  type Participation,
  type Reply,
  type UnitId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { previewOf } from './campaigns.preview.ts'
import { markOf, presentCampaign, presentSummary, presentUnit } from './campaigns.present.ts'
import * as unitsRepository from './campaign-units.repository.ts'
import { requirePlanner, requirePlannerOf, requireRunning } from './campaigns.policy.ts'
import * as repository from './campaigns.repository.ts'
import { listPlan, insertMilestones } from './milestones.repository.ts'
import { follow, partIn, requireFound } from './milestones.service.ts'
import { assessorFor, unitsThatFit, type ChosenSet } from './participants.ts'
import { findPlanFile } from './plans.repository.ts'
import { loadProvince, requireDatesInOrder, resolve } from './planning.ts'

export type CampaignsService = ReturnType<typeof createCampaignsService>

/** What campaigns need of the features that come after them. */
export type CampaignPorts = {
  /** Gives each unit its empty file, in the same transaction. */
  enrol: (
    tx: Tx,
    actor: Actor,
    units: readonly { id: CampaignUnitId; indicatorSetId: IndicatorSetId }[],
    at: Date,
  ) => Promise<void>
  /** Those of the units whose external assessment has not begun. */
  reassignable: (db: Queryable, ids: readonly CampaignUnitId[]) => Promise<ReadonlySet<CampaignUnitId>>
  /** The same for one unit, and keeps it so until the transaction ends. */
  mayReassign: (tx: Tx, id: CampaignUnitId) => Promise<boolean>
  /** Those of the units whose form is as empty as on the first day. */
  untouched: (db: Queryable, ids: readonly CampaignUnitId[]) => Promise<ReadonlySet<CampaignUnitId>>
  /** The same for one unit, and keeps it so until the transaction ends. */
  isUntouched: (tx: Tx, id: CampaignUnitId) => Promise<boolean>
  /** Whether the unit has handed anything in within the campaign. */
  hasDeliveries: (tx: Tx, of: { campaignId: CampaignId; unitId: UnitId }) => Promise<boolean>
  /** The clock by which things are recorded. */
  now: () => Date
}

export function createCampaignsService({ db, now, ...ports }: { db: Db } & CampaignPorts) {
  const { enrol, reassignable, mayReassign, untouched, isUntouched, hasDeliveries } = ports

  type ListQuery = PageRequest & repository.CampaignFilters
  async function list(actor: Actor, query: ListQuery): Promise<Page<CampaignSummary>> {
    const after = decodeCursor(query.cursor, z.uuid())
    const rows = await repository.list(db, actor, query, after, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => row.id,
      (row) => presentSummary(actor, row),
    )
  }

  async function get(actor: Actor, id: CampaignId): Promise<Campaign> {
    const row = requireFound(await repository.find(db, actor, id))
    return presentCampaign(actor, row, {
      sets: await repository.listSets(db, id),
      plan: await listPlan(db, id, null),
      file: await findPlanFile(db, id),
      part: await partIn(db, actor, row),
    })
  }

  async function preview(actor: Actor, plan: NewCampaign): Promise<CampaignPreview> {
    requirePlanner(actor)
    const resolved = await resolve(db, actor, plan)
    const ids = resolved.participants.map(({ unit }) => unit.id)
    return previewOf(plan, resolved, await repository.listOfSameYear(db, actor, plan.schoolYear, ids))
  }

  /** Opens the campaign: units, their files and the record of it in one transaction, or nothing. */
  async function open(actor: Actor, plan: NewCampaign): Promise<Campaign> {
    requirePlanner(actor)
    const id = await db.transaction(async (tx) => {
      const { sets, participants } = await resolve(tx, actor, plan)
      if (participants.length === 0) throw new Problem('campaign.no-participants')
      if (plan.repeats) requirePlannerOf(actor, requireFound(await repository.find(tx, actor, plan.repeats)))
      const at = now()
      const campaignId = await repository.insert(tx, actor, plan, sets, at)
      await enrol(tx, actor, await repository.insertUnits(tx, campaignId, participants), at)
      await insertMilestones(tx, campaignId, null, plan.milestones)
      await follow(tx, campaignId)
      await repository.addEvent(tx, actor, { campaignId, action: 'opened', at })
      return campaignId
    })
    return get(actor, id)
  }

  async function change(actor: Actor, id: CampaignId, request: CampaignChange): Promise<Campaign> {
    requireDatesInOrder(request)
    await db.transaction(async (tx) => {
      const row = requireFound(await repository.lock(tx, actor, id))
      requirePlannerOf(actor, row)
      requireRunning(row)
      if (row.version !== request.version) throw new Problem('campaign.stale')
      await repository.update(tx, id, request)
      // Where milestones say them, the days of the campaign are theirs.
      await follow(tx, id)
      const changes = differences(row, request)
      await repository.addEvent(tx, actor, { campaignId: id, action: 'changed', changes, at: now() })
    })
    return get(actor, id)
  }

  type UnitsQuery = PageRequest & unitsRepository.UnitFilters
  async function listUnits(actor: Actor, id: CampaignId, query: UnitsQuery): Promise<Page<CampaignUnit>> {
    requireFound(await repository.find(db, actor, id))
    const after = decodeCursor(query.cursor, textKey)
    const rows = await unitsRepository.listUnits(db, actor, id, query, after, query.limit ?? defaultLimit)
    const begun = await begunOf(rows)
    return toPage(
      rows,
      query,
      (row) => [row.unitName, row.id],
      (row) => presentUnit(actor, row, begun(row.id)),
    )
  }

  /** New units do not come into a running campaign by themselves: whoever planned it sees them and takes them in. */
  async function listFitting(actor: Actor, id: CampaignId): Promise<Reply<typeof listFittingUnits>> {
    const campaign = requireFound(await repository.find(db, actor, id))
    requirePlannerOf(actor, campaign)
    if (campaign.closedAt !== null) return { items: [], total: 0 }
    const types = new Set((await repository.listSets(db, id)).map(({ unitType }) => unitType))
    const rule = participation.parse(campaign.participation)
    const taken = await unitsRepository.listUnitIds(db, id)
    const units = unitsThatFit(await loadProvince(db, actor), rule, types).filter((unit) => !taken.has(unit.id))
    const items = units
      .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
      .slice(0, 100)
      .map(({ id, code, name, type }) => ({ id, code, name, type }))
    return { items, total: units.length }
  }

  type Addition = { unitId: UnitId; assessorUnitId: UnitId | null }
  async function addUnit(actor: Actor, id: CampaignId, { unitId, assessorUnitId }: Addition): Promise<CampaignUnit> {
    const added = await db.transaction(async (tx) => {
      const campaign = requireFound(await repository.lock(tx, actor, id))
      requirePlannerOf(actor, campaign)
      requireRunning(campaign)
      const at = now()
      const province = await loadProvince(tx, actor)
      const unit = province.byId.get(unitId)
      if (!unit) throw new Problem('unit.not-found')
      const found = (await repository.listSets(tx, id)).find(({ unitType }) => unitType === unit.type)
      if (!found) throw new Problem('campaign.set-unfit-for-type')
      const { targetLevel } = found
      const set: ChosenSet = { mark: markOf(found.set), appliesTo: [unit.type], targetLevel }
      const participant = { unit, set, assessor: assessorFor(province, unit, assessorUnitId) }
      const revived = await repository.revive(tx, id, participant)
      const rows = revived ? [] : await repository.insertUnits(tx, id, [participant])
      await enrol(tx, actor, rows, at)
      const added = revived ?? rows[0]
      if (!added) throw new Problem('unit.not-found')
      await repository.setParticipation(tx, id, including(campaign, unitId))
      const about = { campaignId: id, campaignUnitId: added.id, unitId }
      await repository.addEvent(tx, actor, { ...about, action: 'unit-added', at })
      return added.id
    })
    return getUnit(actor, added)
  }

  type Reassignment = { version: number; assessorUnitId: UnitId }
  async function changeAssessor(actor: Actor, id: CampaignUnitId, request: Reassignment): Promise<CampaignUnit> {
    await db.transaction(async (tx) => {
      const row = await unitsRepository.lockCampaignUnit(tx, actor, id)
      if (!row) throw new Problem('campaign-unit.not-found')
      requirePlannerOf(actor, row)
      if (row.version !== request.version) throw new Problem('campaign.stale')
      const unit = { id: row.unitId, code: row.unitCode, path: row.unitPath, type: row.unitType, parentId: null }
      const assessor = assessorFor(await loadProvince(tx, actor), unit, request.assessorUnitId)
      if (!(await mayReassign(tx, id))) throw new Problem('campaign-unit.wrong-state')
      await repository.setAssessor(tx, id, assessor)
      const changes = { assessor: [row.assessorName, assessor.name] satisfies [string, string] }
      await repository.addEvent(tx, actor, {
        campaignId: row.campaignId,
        campaignUnitId: id,
        unitId: row.unitId,
        action: 'assessor-changed',
        changes,
        at: now(),
      })
    })
    return getUnit(actor, id)
  }

  type TakingOut = { version: number; reason: string }
  /** Lets a unit no longer take part; its empty form and its record stay, out of everybody’s sight. */
  async function takeOut(actor: Actor, id: CampaignUnitId, { version, reason }: TakingOut): Promise<Campaign> {
    const campaignId = await db.transaction(async (tx) => {
      const row = await unitsRepository.lockCampaignUnit(tx, actor, id)
      if (!row) throw new Problem('campaign-unit.not-found')
      requirePlannerOf(actor, row)
      if (row.version !== version) throw new Problem('campaign.stale')
      const campaign = requireFound(await repository.lock(tx, actor, row.campaignId))
      requireRunning(campaign)
      const at = now()
      const handedIn = await hasDeliveries(tx, { campaignId: row.campaignId, unitId: row.unitId })
      if (handedIn || !(await isUntouched(tx, id))) throw new Problem('campaign-unit.begun')
      await repository.takeOut(tx, id, at)
      await repository.setParticipation(tx, row.campaignId, leavingOut(campaign, row.unitId))
      await repository.addEvent(tx, actor, {
        campaignId: row.campaignId,
        campaignUnitId: id,
        unitId: row.unitId,
        action: 'unit-taken-out',
        changes: { reason: [null, reason] },
        at,
      })
      return row.campaignId
    })
    return get(actor, campaignId)
  }

  /** How far units have come, for what can still be done with them. */
  async function begunOf(rows: readonly { id: CampaignUnitId }[]) {
    const ids = rows.map(({ id }) => id)
    const [open, empty] = [await reassignable(db, ids), await untouched(db, ids)]
    return (id: CampaignUnitId) => ({ reassignable: open.has(id), untouched: empty.has(id) })
  }

  async function getUnit(actor: Actor, id: CampaignUnitId | undefined): Promise<CampaignUnit> {
    const row = id && (await unitsRepository.findCampaignUnit(db, actor, id))
    if (!row) throw new Problem('campaign-unit.not-found')
    return presentUnit(actor, row, (await begunOf([row]))(row.id))
  }

  return { list, get, preview, open, change, listUnits, listFitting, addUnit, takeOut, changeAssessor }
}

/** Who takes part by the rule, with one unit more, or one less. */
const including = (campaign: repository.CampaignRow, unitId: UnitId): Participation => {
  const { exceptUnitIds, alsoUnitIds, ...rule } = participation.parse(campaign.participation)
  const except = exceptUnitIds.filter((one) => one !== unitId)
  return { ...rule, exceptUnitIds: except, alsoUnitIds: [...new Set([...alsoUnitIds, unitId])] }
}
const leavingOut = (campaign: repository.CampaignRow, unitId: UnitId): Participation => {
  const { exceptUnitIds, alsoUnitIds, ...rule } = participation.parse(campaign.participation)
  const also = alsoUnitIds.filter((one) => one !== unitId)
  return { ...rule, alsoUnitIds: also, exceptUnitIds: [...new Set([...exceptUnitIds, unitId])] }
}

const changeable = ['title', 'planNumber', 'planDate', 'selfAssessmentDue', 'externalAssessmentDue'] as const

/** What was and what is, for each field that differs. */
const differences = (before: repository.CampaignRow, after: CampaignChange) =>
  Object.fromEntries(
    changeable
      .filter((field) => before[field] !== after[field])
      .map((field): [string, [string | null, string | null]] => [field, [before[field], after[field]]]),
  )
