import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { mayMove, type SubmissionRow } from '../submissions/index.ts'
import { membersOf, seatsFor, seatWhereChanged } from './seating.service.ts'
import { teamOfEach } from './team-units.repository.ts'
import { findPlain } from './teams.repository.ts'

/**
 * Files that a team has been waiting for are opened with their acceptance; those that are given back to their assessors
 * find the team as it is now. Where nobody of it may assess the unit, all stays as it is: the organiser reads so and sees
 * to it.
 * @param rows the files as the move has left them
 * @returns that some may have been opened
 */
export async function seatPrepared(tx: Tx, actor: Actor, rows: readonly SubmissionRow[], at: Date): Promise<boolean> {
  const teams = await teamOfEach(
    tx,
    rows.map(({ campaignUnitId }) => campaignUnitId),
  )
  for (const [id, waiting] of Map.groupBy(rows, ({ campaignUnitId }) => teams.get(campaignUnitId))) {
    const team = id === undefined ? undefined : await findPlain(tx, id)
    if (team?.dissolvedAt !== null) continue
    const opened = waiting.filter((row) => row.status !== 'accepted' || mayMove(actor, row, 'open-assessment'))
    const members = await membersOf(tx, team)
    const wanted = await seatsFor(
      tx,
      members,
      opened.map(({ campaignUnitId }) => campaignUnitId),
    )
    const files = opened.filter(({ campaignUnitId }) => (wanted.get(campaignUnitId) ?? null) !== null)
    await seatWhereChanged(tx, actor, { members, files, wanted }, at)
  }
  return true
}
