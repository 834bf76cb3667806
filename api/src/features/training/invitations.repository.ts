import { and, eq, inArray, sql } from 'drizzle-orm'
import { tierOf, type TrainingInvitation, type TrainingSessionId, type UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { listSubtree, type UnitRow } from '../org/index.ts'
import { trainingInvitations } from './training.tables.ts'

/** A unit to be invited, with its managing body of now: itself where it is one, the province for its own schools. */
export type Invited = { unit: UnitRow; body: UnitRow | null }

/**
 * Units that a rule comes to in the organiser’s branch, the organiser itself left out: it holds the session.
 * @throws Problem `unit.not-found` naming each unit that the branch does not have
 */
export async function resolveInvitation(
  db: Queryable,
  actor: Actor,
  { unitTypes, withinUnitIds, unitIds }: TrainingInvitation,
): Promise<Invited[]> {
  const branch = new Map((await listSubtree(db, actor.unitPath)).map((unit) => [unit.id, unit]))
  const errors = Object.entries({ withinUnitIds, unitIds }).flatMap(([field, ids]) =>
    ids.flatMap((id, at) => (branch.has(id) ? [] : [{ path: `/${field}/${at}`, message: id }])),
  )
  if (errors.length > 0) throw new Problem('unit.not-found', { errors: errors.slice(0, 100) })
  const areas = withinUnitIds.flatMap((id) => branch.get(id)?.path ?? [])
  const picked = new Set(unitIds)
  const isMeant = ({ id, path, type }: UnitRow) =>
    picked.has(id) || (unitTypes.includes(type) && (areas.length === 0 || areas.some((area) => isWithin(path, area))))
  return [...branch.values()]
    .filter((unit) => unit.id !== actor.unitId && unit.closedOn === null && isMeant(unit))
    .map((unit) => ({ unit, body: bodyOf(branch, unit) }))
}

function bodyOf(branch: ReadonlyMap<UnitId, UnitRow>, unit: UnitRow): UnitRow | null {
  if (tierOf[unit.type] === 'managing-body') return unit
  const parent = unit.parentId === null ? undefined : branch.get(unit.parentId)
  return parent && ['managing-body', 'province'].includes(tierOf[parent.type]) ? parent : null
}

/** Invites them under the names they bear now; those invited before stay as they were. @returns those that are new */
export async function insertInvitations(
  tx: Tx,
  sessionId: TrainingSessionId,
  invited: readonly Invited[],
): Promise<UnitId[]> {
  const rows = invited.map(({ unit, body }) => ({
    sessionId,
    unitId: unit.id,
    bodyUnitId: body?.id ?? null,
    unitCode: unit.code,
    unitName: unit.name,
    unitType: unit.type,
  }))
  const added: UnitId[] = []
  // Seven values a row: PostgreSQL takes 65,535 in one statement.
  for (let at = 0; at < rows.length; at += 5000) {
    const part = rows.slice(at, at + 5000)
    const done = await tx
      .insert(trainingInvitations)
      .values(part)
      .onConflictDoNothing()
      .returning({ unitId: trainingInvitations.unitId })
    added.push(...done.map(({ unitId }) => unitId))
  }
  return added
}

/** @returns whether it was invited */
export async function removeInvitation(tx: Tx, sessionId: TrainingSessionId, unitId: UnitId): Promise<boolean> {
  const removed = await tx
    .delete(trainingInvitations)
    .where(and(eq(trainingInvitations.sessionId, sessionId), eq(trainingInvitations.unitId, unitId)))
    .returning({ unitId: trainingInvitations.unitId })
  return removed.length > 0
}

/** The ids of all invited units, for telling them something. */
export async function invitedUnitIds(db: Queryable, sessionId: TrainingSessionId): Promise<UnitId[]> {
  const rows = await db
    .select({ unitId: trainingInvitations.unitId })
    .from(trainingInvitations)
    .where(eq(trainingInvitations.sessionId, sessionId))
  return rows.map(({ unitId }) => unitId)
}

/** Whether a unit is invited. */
export async function isInvited(db: Queryable, sessionId: TrainingSessionId, unitId: UnitId): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(trainingInvitations)
    .where(and(eq(trainingInvitations.sessionId, sessionId), inArray(trainingInvitations.unitId, [unitId])))
  return rows.length > 0
}
