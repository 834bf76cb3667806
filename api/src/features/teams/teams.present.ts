import type { AssessmentTeam, Attachment, TeamConflict, TeamDecision, TeamPerson, TeamSummary } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { currentOf } from './seating.service.ts'
import type { Finding } from './team-units.repository.ts'
import { actionsFor, isOrganiser } from './teams.policy.ts'
import type { DecisionRow, MemberRow, TeamRow } from './teams.repository.ts'

export function presentSummary(actor: Actor, row: TeamRow): TeamSummary {
  const { id, name, unit, campaign, head, members, total, waiting, open, nextVisit, warnings, duty, version } = row
  return {
    ...{ id, name, unit, head, members, nextVisit, warnings, duty, version },
    campaign: { ...campaign, closedAt: campaign.closedAt?.toISOString() ?? null },
    units: { total, waiting, open, over: total - waiting - open },
    dissolvedAt: row.dissolvedAt?.toISOString() ?? null,
    actions: actionsFor(actor, row),
  }
}

const presentPerson = ({ personId, fullName, unit, office, duty, task }: MemberRow): TeamPerson => ({
  ...{ personId, fullName, unit, office, duty, task },
})

function presentDecision(row: DecisionRow, members: readonly MemberRow[], files: Attachment[]): TeamDecision {
  const { sequence, kind, number, decidedOn, signatory, office, reason, recordedBy, standsFor } = row
  return {
    ...{ sequence, kind, number, decidedOn, signatory, office, reason, recordedBy, standsFor, files },
    recordedAt: row.recordedAt.toISOString(),
    members: currentOf(members, sequence).map(presentPerson),
  }
}

/** What somebody declared is read by those who run the team and by that person. */
export const presentConflict =
  (actor: Actor, team: Pick<TeamRow, 'unitId' | 'duty'>) =>
  (found: Finding): TeamConflict => {
    const mine = found.declared !== null && found.personId === actor.personId
    const reads = mine || isOrganiser(actor, team) || team.duty === 'head'
    return { ...found, declared: reads ? found.declared : null, mine }
  }

export type Parts = {
  members: readonly MemberRow[]
  decisions: readonly DecisionRow[]
  files: ReadonlyMap<number, Attachment[]>
  found: readonly Finding[]
}

export const presentTeam = (
  actor: Actor,
  row: TeamRow,
  { members, decisions, files, found }: Parts,
): AssessmentTeam => ({
  ...presentSummary(actor, row),
  people: currentOf(members, row.sequence).map(presentPerson),
  decisions: decisions.map((one) => presentDecision(one, members, files.get(one.sequence) ?? [])),
  conflicts: found.map(presentConflict(actor, row)),
})
