import type { SubmissionId, VisitsOfFile } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { find as findFile, requireVisible } from '../submissions/index.ts'
import { conflictsAmong } from './conflicts.repository.ts'
import { membersOf } from './seating.service.ts'
import { find, findPlain, listDecisions } from './teams.repository.ts'
import { present } from './visits.present.ts'
import { listOfUnit, teamIdOf } from './visits.repository.ts'

/** Who comes to the unit of a file and when; the school reads it as soon as it is planned. */
export async function visitsOfFile(db: Db, actor: Actor, id: SubmissionId, now: Date): Promise<VisitsOfFile> {
  const file = requireVisible(await findFile(db, actor, id))
  const rows = await listOfUnit(db, file.campaignUnitId)
  const shown = rows.map((row) => present(row, false, [], now))
  const teamId = await teamIdOf(db, id)
  const team = teamId === undefined ? undefined : await findPlain(db, teamId)
  if (!team) return { team: null, people: [], visits: shown }
  const [decision] = await listDecisions(db, team.id)
  if (!decision) return { team: null, people: [], visits: shown }
  const members = await membersOf(db, team)
  const ids = members.map(({ personId }) => personId)
  const kept = new Set((await conflictsAmong(db, ids, [file.campaignUnitId])).map(({ personId }) => personId))
  const { number, decidedOn, signatory, office } = decision
  const opensTeam = (await find(db, actor, team.id)) !== undefined
  return {
    team: { id: team.id, name: team.name, decision: { number, decidedOn, signatory, office }, opensTeam },
    people: members
      .filter(({ personId }) => !kept.has(personId))
      .map(({ fullName, unit, office: post, duty, task }) => ({
        ...{ fullName, duty, task },
        unitName: unit.name,
        office: post,
      })),
    visits: shown,
  }
}
