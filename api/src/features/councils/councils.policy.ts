import { isEditable, type CouncilDuty, type Permission, type PersonId } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { requireEditable, type SubmissionRow } from '../submissions/index.ts'
import type { DecisionRow, MemberRow } from './councils.repository.ts'

/** The head of the unit sets the council up (source 001, III.1). */
export const managing: Permission = 'council.manage'

export const isOfUnit = (actor: Actor, row: SubmissionRow) => actor.unitId === row.unit.id

/** Whether the council can still work: as long as the school may change its answers. */
export const isOpen = (row: SubmissionRow) => isEditable(row.status) && row.campaign.closedAt === null

/** The seat of the actor in the council of today; nobody sits there for another unit. */
export function seatOf(actor: Actor, row: SubmissionRow, decision: DecisionRow | undefined): MemberRow | null {
  if (actor.personId === null || !isOfUnit(actor, row)) return null
  return decision?.members.find(({ personId }) => personId === actor.personId) ?? null
}

const officers: readonly CouncilDuty[] = ['chairperson', 'secretary']
export const isOfficer = (seat: MemberRow | null): seat is MemberRow => seat !== null && officers.includes(seat.duty)

export const mayManage = (actor: Actor, row: SubmissionRow) =>
  actor.kind === 'person' && may(actor, managing) && isOfUnit(actor, row)

/** Who plans and assigns: the head, and the officers of the council. */
export const mayAssign = (actor: Actor, row: SubmissionRow, decision: DecisionRow | undefined) =>
  decision !== undefined && (mayManage(actor, row) || isOfficer(seatOf(actor, row, decision)))

/** Who settles differences and writes minutes: chairperson and secretary. */
export const maySettle = (actor: Actor, row: SubmissionRow, decision: DecisionRow | undefined) =>
  may(actor, 'submission.score') && isOfficer(seatOf(actor, row, decision))

/** Signed papers are attached by whoever prepares them for the unit. */
export const mayScan = (actor: Actor, row: SubmissionRow, decision: DecisionRow | undefined) =>
  mayManage(actor, row) || isOfficer(seatOf(actor, row, decision))

/** @throws Problem `access.denied`, then what keeps the council from working now */
export function demand(allowed: boolean, row: SubmissionRow) {
  if (!allowed) throw new Problem('access.denied')
  requireEditable(row)
}

/**
 * Whether somebody of the unit sees what members said of a line. Of their own line only once they have said
 * something themselves, so that nobody copies; those who have no part in it see it as head or officer.
 */
export function seesScores(
  actor: Actor,
  row: SubmissionRow,
  decision: DecisionRow | undefined,
  line: { assigned: readonly PersonId[]; scored: readonly PersonId[] },
) {
  const { personId } = actor
  if (personId === null || !isOfUnit(actor, row)) return false
  if (isOpen(row) && line.assigned.includes(personId)) return line.scored.includes(personId)
  return mayAssign(actor, row, decision)
}
