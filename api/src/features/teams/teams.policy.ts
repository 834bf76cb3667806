import { teamActions, type AssessmentTeamId, type TeamAction, type TeamDuty, type UnitId } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'

type Team = { id: AssessmentTeamId; unitId: UnitId; duty: TeamDuty | null; dissolvedAt: Date | null }

/** Its superiors see a team, they do not run it. */
export const isOrganiser = (actor: Actor, team: { unitId: UnitId }): boolean =>
  may(actor, 'assessment.organise') && actor.unitId === team.unitId

/** Head and secretary plan the visits; the body that sent them may as well. */
export const mayPlan = (actor: Actor, team: Team): boolean =>
  isOrganiser(actor, team) || (may(actor, 'assessment.score') && (team.duty === 'head' || team.duty === 'secretary'))

const rules: Record<TeamAction, (actor: Actor, team: Team) => boolean> = {
  change: isOrganiser,
  dissolve: isOrganiser,
  assign: isOrganiser,
  plan: mayPlan,
  settle: isOrganiser,
  attach: isOrganiser,
}

/** What the actor can do now; the papers of a dissolved team may still be added. */
export const actionsFor = (actor: Actor, team: Team): TeamAction[] =>
  teamActions.filter((action) => rules[action](actor, team) && (team.dissolvedAt === null || action === 'attach'))

/** Hidden and missing teams answer alike. */
export function requireFound<Row>(team: Row | undefined): Row {
  if (!team) throw new Problem('team.not-found')
  return team
}

/** @throws Problem `team.not-found`, `access.denied` */
export function requireOrganiser<Row extends Team>(actor: Actor, found: Row | undefined): Row {
  const team = requireFound(found)
  if (!isOrganiser(actor, team)) throw new Problem('access.denied')
  return team
}

/** @throws Problem `team.dissolved` */
export function requireStanding<Row extends Team>(team: Row): Row {
  if (team.dissolvedAt !== null) throw new Problem('team.dissolved')
  return team
}
