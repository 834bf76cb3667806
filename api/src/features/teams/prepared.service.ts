import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { mayMove, type SubmissionRow } from '../submissions/index.ts'
import { membersOf, sameSeats, seatAt, seatsFor } from './seating.service.ts'
import { listSeats, teamOf } from './team-units.repository.ts'
import { findPlain } from './teams.repository.ts'

/**
 * A file that a team has been waiting for is opened with its acceptance; one that is given back to its assessors finds
 * the team as it is now. Where nobody of it may assess the unit, all stays as it is: the organiser reads so and sees to it.
 * @param row the file as the move has left it
 */
export async function seatPrepared(tx: Tx, actor: Actor, row: SubmissionRow, at: Date): Promise<void> {
  const id = await teamOf(tx, row.campaignUnitId)
  const team = id === undefined ? undefined : await findPlain(tx, id)
  if (team?.dissolvedAt !== null) return
  if (row.status === 'accepted' && !mayMove(actor, row, 'open-assessment')) return
  const members = await membersOf(tx, team)
  const seats = (await seatsFor(tx, members, [row.campaignUnitId])).get(row.campaignUnitId)
  const present = await listSeats(tx, [row.campaignUnitId])
  if (seats && !sameSeats(present, seats)) await seatAt(tx, actor, { members, files: [row], seats }, at)
}
