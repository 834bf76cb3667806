import {
  stageOf,
  type AssessmentTeam,
  type AssessmentTeamId,
  type CampaignUnitId,
  type ConflictDeclaration,
  type PersonId,
  type SubmissionStatus,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { insertConflict, withdrawConflict } from './conflicts.repository.ts'
import { addEvents } from './events.repository.ts'
import { membersOf, seatsFor } from './seating.service.ts'
import { tellConflict } from './team-notices.ts'
import { lockUnit, seat, teamOf } from './team-units.repository.ts'
import { requireFound, requireStanding } from './teams.policy.ts'
import { lock, type TeamRow } from './teams.repository.ts'
import type { TeamsService } from './teams.service.ts'

export type ConflictsService = ReturnType<typeof createConflictsService>

/** What members declare to stand against assessing a unit. */
export function createConflictsService({
  db,
  teams,
  now,
}: {
  db: Db
  teams: Pick<TeamsService, 'get'>
  now: () => Date
}) {
  /** A member of the team, by the decision that counts now. */
  function requireMember(actor: Actor, found: TeamRow | undefined): { team: TeamRow; personId: PersonId } {
    const team = requireStanding(requireFound(found))
    if (actor.personId === null || team.duty === null) throw new Problem('access.denied')
    return { team, personId: actor.personId }
  }

  /** Seats the team anew at one unit; where nobody is left nobody sits there, and the organiser reads so. */
  async function seatUnit(tx: Tx, team: TeamRow, unit: CampaignUnitId, at: Date) {
    const seats = await seatsFor(tx, await membersOf(tx, team), [unit])
    await seat(tx, [unit], seats.get(unit) ?? [], at)
  }

  const declare = (actor: Actor, id: AssessmentTeamId, declared: ConflictDeclaration): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      const { team, personId } = requireMember(actor, await lock(tx, actor, id))
      const { campaignUnitId: unit, reason } = declared
      if ((await teamOf(tx, unit)) !== id) throw new Problem('campaign-unit.not-found')
      const file = await lockUnit(tx, unit)
      if (file && stageOf(file.status) === 'over') throw new Problem('team.unit-over')
      const at = now()
      await insertConflict(tx, { campaignUnitId: unit, personId, reason, declaredAt: at })
      if (file && isOpen(file.status)) await seatUnit(tx, team, unit, at)
      await addEvents(tx, actor, [{ teamId: id, campaignUnitId: unit, action: 'conflict-declared', reason }], at)
      const head = (await membersOf(tx, team)).find(({ duty }) => duty === 'head')?.personId
      await tellConflict(tx, actor, team, { unitName: file?.unitName ?? '', head }, at)
      return teams.get(actor, id, tx)
    })

  const withdraw = (actor: Actor, id: AssessmentTeamId, unit: CampaignUnitId): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      const { team, personId } = requireMember(actor, await lock(tx, actor, id))
      const at = now()
      if ((await teamOf(tx, unit)) !== id || !(await withdrawConflict(tx, personId, unit, at)))
        throw new Problem('team.no-conflict')
      const file = await lockUnit(tx, unit)
      if (file && isOpen(file.status)) await seatUnit(tx, team, unit, at)
      await addEvents(tx, actor, [{ teamId: id, campaignUnitId: unit, action: 'conflict-withdrawn' }], at)
      return teams.get(actor, id, tx)
    })

  return { declare, withdraw }
}

const isOpen = (status: SubmissionStatus) => stageOf(status) === 'open'
