import type { AssessmentTeamId, PersonId, SubmissionId, UnitId, VisitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { notify, notifyPeople } from '../notices/index.ts'

type Team = { id: AssessmentTeamId; name: string; unitId: UnitId }

/** People who come onto a team are told so. */
export const tellAppointed = (tx: Tx, actor: Actor, team: Team, people: readonly PersonId[], at: Date) =>
  notifyPeople(tx, people, {
    kind: 'team-appointed',
    values: { teamId: team.id, team: team.name },
    by: actor.name,
    at,
  })

type Assigned = { submissionId: SubmissionId; unitId: UnitId }
/** Schools are told who will assess them. */
export const tellAssigned = (tx: Tx, actor: Actor, team: Team, units: readonly Assigned[], at: Date) =>
  notify(
    tx,
    units.map(({ unitId, submissionId }) => ({
      unitId,
      kind: 'team-assigned' as const,
      values: { submissionId, team: team.name },
    })),
    { to: 'submission.score', by: actor.name, at },
  )

type Conflict = { unitName: string; head: PersonId | undefined }
/** The head and the body that sent the team are told who must not assess what. */
export async function tellConflict(tx: Tx, actor: Actor, team: Team, { unitName, head }: Conflict, at: Date) {
  const values = { teamId: team.id, team: team.name, unit: unitName, name: actor.name }
  if (head !== undefined && head !== actor.personId)
    await notifyPeople(tx, [head], { kind: 'team-conflict', values, by: actor.name, at })
  await notify(tx, [{ unitId: team.unitId, kind: 'team-conflict', values }], {
    to: 'assessment.organise',
    by: actor.name,
    at,
  })
}

export type VisitTold = {
  kind: 'visit-planned' | 'visit-changed' | 'visit-cancelled'
  id: VisitId
  teamId: AssessmentTeamId
  submissionId: SubmissionId
  unit: { id: UnitId; name: string }
  startsAt: Date
  place: string
  /** Why it was called off; empty otherwise. */
  reason: string
  people: readonly PersonId[]
}

/** The school reads it with its file, those who go with their team. */
export async function tellVisit(tx: Tx, actor: Actor, visit: VisitTold, at: Date) {
  const { kind, teamId, submissionId, unit, place, reason } = visit
  const told = { unit: unit.name, at: momentText(visit.startsAt), place, ...(reason !== '' && { note: reason }) }
  const by = actor.name
  await notify(tx, [{ unitId: unit.id, kind, values: { submissionId, ...told } }], { to: 'submission.score', by, at })
  const others = visit.people.filter((id) => id !== actor.personId)
  await notifyPeople(tx, others, { kind, values: { teamId, ...told }, by, at })
}

/** Whoever was to go and does not any more reads that it is off for them. */
export async function tellNotGoing(
  tx: Tx,
  actor: Actor,
  {
    team,
    unit,
    startsAt,
    place,
  }: { team: { id: AssessmentTeamId }; unit: { name: string }; startsAt: Date; place: string },
  people: readonly PersonId[],
  at: Date,
) {
  const values = { teamId: team.id, unit: unit.name, at: momentText(startsAt), place }
  await notifyPeople(tx, people, { kind: 'visit-cancelled', values, by: actor.name, at })
}

/** `08:00 02/12/2026` in Vietnam, as letters write it. */
function momentText(moment: Date): string {
  const [day = '', time = ''] = new Date(moment.getTime() + 7 * 3_600_000).toISOString().split('T')
  return `${time.slice(0, 5)} ${day.split('-').toReversed().join('/')}`
}
