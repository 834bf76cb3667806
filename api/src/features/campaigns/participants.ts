import {
  tierOf,
  type IndicatorSetDefinition,
  type NewCampaign,
  type Participation,
  type SetMark,
  type UnitId,
  type UnitType,
} from '@thuoc/shared'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import type { UnitRow } from '../org/index.ts'
import { mayBeAssessedBy } from './campaigns.policy.ts'

/** A set that a campaign uses, with the marks that follow it. */
export type ChosenSet = {
  mark: SetMark
  appliesTo: IndicatorSetDefinition['appliesTo']
  /** The level that the plan wants to see reached. */
  targetLevel: number | null
}
export type SetByType = ReadonlyMap<UnitType, ChosenSet>
export type Participant = { unit: UnitRow; assessor: UnitRow; set: ChosenSet }

/**
 * Which set applies to which kind of unit.
 * @param chosen the sets of the plan, in its order
 * @throws Problem `campaign.set-twice-for-type`, `campaign.set-unfit-for-type`: each naming its place in the body
 */
export function setsByType(sets: NewCampaign['sets'], chosen: readonly ChosenSet[]): SetByType {
  const byType = new Map<UnitType, ChosenSet>()
  sets.forEach(({ unitTypes }, at) => {
    for (const type of unitTypes) {
      const set = chosen[at]
      const errors = [{ path: `/sets/${at}/unitTypes`, message: type }]
      if (byType.has(type)) throw new Problem('campaign.set-twice-for-type', { errors })
      if (!set || !set.appliesTo.includes(type) || !canTakePart(type))
        throw new Problem('campaign.set-unfit-for-type', { errors })
      byType.set(type, set)
    }
  })
  return byType
}

/** Schools, and the bodies that manage them (source 001, I.4); not the province that opens the campaign. */
const canTakePart = (type: UnitType) => ['school', 'managing-body'].includes(tierOf[type])

/** The province with all its units, as it stands now. */
export type Province = { path: string; byId: ReadonlyMap<UnitId, UnitRow> }

/** @throws Problem `unit.not-found` naming each unit that the province does not have */
function requireKnown(province: Province, lists: Record<string, readonly UnitId[]>) {
  const errors = Object.entries(lists).flatMap(([path, ids]) =>
    ids.flatMap((id, at) => (province.byId.has(id) ? [] : [{ path: path.replace('*', String(at)), message: id }])),
  )
  if (errors.length > 0) throw new Problem('unit.not-found', { errors: errors.slice(0, 100) })
}

/** Units in the area of the plan that could take part, whether or not a set applies to them. */
export function unitsInArea(province: Province, plan: NewCampaign['participation']) {
  const { withinUnitIds, exceptUnitIds, alsoUnitIds } = plan
  requireKnown(province, {
    '/participation/withinUnitIds/*': withinUnitIds,
    '/participation/exceptUnitIds/*': exceptUnitIds,
    '/participation/alsoUnitIds/*': alsoUnitIds,
  })
  const areas = withinUnitIds.flatMap((id) => province.byId.get(id)?.path ?? [])
  const left = new Set(exceptUnitIds)
  const also = new Set(alsoUnitIds)
  return [...province.byId.values()].filter(
    ({ id, path, type }) =>
      canTakePart(type) &&
      !left.has(id) &&
      (areas.length === 0 || also.has(id) || areas.some((area) => isWithin(path, area))),
  )
}

/**
 * Units that the rule of an open campaign takes in as they stand now. Units it names that are no more are left out.
 * @param types the kinds that have a set
 */
export function unitsThatFit(province: Province, rule: Participation, types: ReadonlySet<UnitType>): UnitRow[] {
  const standing = (ids: readonly UnitId[]) => ids.filter((id) => province.byId.has(id))
  const { ownerships, withinUnitIds, exceptUnitIds, alsoUnitIds } = rule
  const within = standing(withinUnitIds)
  // Areas that are all gone are no whole province.
  if (within.length === 0 && withinUnitIds.length > 0) return []
  const lists = { withinUnitIds: within, exceptUnitIds: standing(exceptUnitIds), alsoUnitIds: standing(alsoUnitIds) }
  return unitsInArea(province, { ...rule, ...lists }).filter(
    ({ type, ownership }) => types.has(type) && (ownership === null || ownerships.includes(ownership)),
  )
}

/**
 * Who takes part and who assesses whom: every unit of the area whose kind has a set and whose ownership fits, and those
 * named besides; the direct superior assesses, but for the exceptions.
 * @throws Problem `unit.not-found`, `campaign.assessor-unfit`
 */
export function participantsOf(plan: NewCampaign, province: Province, sets: SetByType): Participant[] {
  requireKnown(province, {
    '/assessors/*/unitId': plan.assessors.map(({ unitId }) => unitId),
    '/assessors/*/assessorUnitId': plan.assessors.map(({ assessorUnitId }) => assessorUnitId),
  })
  const { ownerships, alsoUnitIds } = plan.participation
  const also = new Set(alsoUnitIds)
  const exceptions = new Map(plan.assessors.map(({ unitId, assessorUnitId }) => [unitId, assessorUnitId]))
  return unitsInArea(province, plan.participation).flatMap((unit) => {
    const set = sets.get(unit.type)
    const fits = unit.ownership === null || ownerships.includes(unit.ownership) || also.has(unit.id)
    if (!set || !fits) return []
    return [{ unit, set, assessor: assessorFor(province, unit, exceptions.get(unit.id) ?? null) }]
  })
}

type Assessed = Pick<UnitRow, 'id' | 'code' | 'path' | 'type' | 'parentId'>

/**
 * The unit that assesses `unit`: the wanted one, or else the direct superior.
 * @throws Problem `unit.not-found`, `campaign.assessor-unfit`
 */
export function assessorFor(province: Province, unit: Assessed, wanted: UnitId | null): UnitRow {
  const id = wanted ?? unit.parentId
  const assessor = id === null ? undefined : province.byId.get(id)
  if (!assessor) throw new Problem('unit.not-found')
  if (!mayBeAssessedBy(unit, assessor, province.path))
    throw new Problem('campaign.assessor-unfit', { errors: [{ path: unit.code, message: assessor.code }] })
  return assessor
}
