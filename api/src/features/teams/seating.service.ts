import {
  next,
  seatedFor,
  stageOf,
  type AssessmentTeamId,
  type CampaignUnitId,
  type PersonId,
  type TeamDuty,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { lockMany, mayMove, moveAll, type SubmissionRow } from '../submissions/index.ts'
import { conflictsAmong } from './conflicts.repository.ts'
import { filesOf, listSeats, seat } from './team-units.repository.ts'
import { listMembers, type MemberRow } from './teams.repository.ts'

export type Member = { personId: PersonId; duty: TeamDuty; fullName: string }
type Seat = { campaignUnitId: CampaignUnitId; personId: PersonId; duty: TeamDuty }

/** Who is on the team by the decision that counts now. */
export const currentOf = (rows: readonly MemberRow[], sequence: number): MemberRow[] =>
  rows.filter((row) => row.sequence === sequence)

export const membersOf = async (
  db: Queryable,
  team: { id: AssessmentTeamId; sequence: number },
): Promise<MemberRow[]> => currentOf(await listMembers(db, team.id), team.sequence)

/** Who of these members assesses each of these units; null where all of them have a conflict of interest. */
export async function seatsFor(
  db: Queryable,
  members: readonly Member[],
  units: readonly CampaignUnitId[],
): Promise<Map<CampaignUnitId, Seat[] | null>> {
  const found = await conflictsAmong(
    db,
    members.map(({ personId }) => personId),
    units,
  )
  const byUnit = Map.groupBy(found, ({ campaignUnitId }) => campaignUnitId)
  return new Map(
    units.map((campaignUnitId) => {
      const conflicted = new Set((byUnit.get(campaignUnitId) ?? []).map(({ personId }) => personId))
      const seats = seatedFor(members, conflicted)
      return [campaignUnitId, seats?.map(({ personId, duty }) => ({ campaignUnitId, personId, duty })) ?? null]
    }),
  )
}

const namesOf = (members: readonly Member[], seats: readonly Seat[]) =>
  members
    .filter(({ personId }) => seats.some((one) => one.personId === personId))
    .map(({ fullName }) => fullName)
    .join(', ')

/**
 * Seats a team at these files, which `lockMany` holds: an accepted one is opened, one that is being assessed gets its new
 * assessors; both stand in the timeline with the names. Others wait: nobody sees a file before it has been accepted.
 */
export async function seatAt(
  tx: Tx,
  actor: Actor,
  { members, files, seats }: { members: readonly Member[]; files: readonly SubmissionRow[]; seats: readonly Seat[] },
  at: Date,
) {
  const ready = files.filter(({ status }) => status === 'accepted' || stageOf(status) === 'open')
  const units = ready.map(({ campaignUnitId }) => campaignUnitId)
  await seat(
    tx,
    units,
    seats.filter(({ campaignUnitId }) => units.includes(campaignUnitId)),
    at,
  )
  const byUnit = Map.groupBy(seats, ({ campaignUnitId }) => campaignUnitId)
  for (const action of ['open-assessment', 'change-team'] as const) {
    const those = ready.filter(
      (file) =>
        (file.status === 'accepted') === (action === 'open-assessment') &&
        next(file.status, action) !== null &&
        mayMove(actor, file, action),
    )
    const moves = those.map((row) => ({
      ...{ row, version: row.version },
      reason: namesOf(members, byUnit.get(row.campaignUnitId) ?? []),
    }))
    await moveAll(tx, actor, action, moves, at)
  }
}

const print = (seats: readonly Seat[]) =>
  seats
    .map(({ personId, duty }) => `${personId} ${duty}`)
    .toSorted()
    .join()

const sameSeats = (some: readonly Seat[], others: readonly Seat[]) => print(some) === print(others)

/**
 * Seats the members anew at the units that are being assessed, where something changes.
 * @returns the units where something did. @throws Problem `team.nobody-leads`, each unit by name
 */
export async function seatAgain(
  tx: Tx,
  actor: Actor,
  { members, units }: { members: readonly Member[]; units: readonly CampaignUnitId[] },
  at: Date,
): Promise<CampaignUnitId[]> {
  const all = await lockMany(tx, actor, await filesOf(tx, units))
  const files = all.filter(({ status }) => stageOf(status) === 'open')
  const wanted = await seatsFor(
    tx,
    members,
    files.map(({ campaignUnitId }) => campaignUnitId),
  )
  const left = files.filter(({ campaignUnitId }) => wanted.get(campaignUnitId) === null)
  if (left.length > 0)
    throw new Problem('team.nobody-leads', {
      errors: left.map(({ campaignUnitId, unit }) => ({ path: campaignUnitId, message: unit.name })),
    })
  return seatWhereChanged(tx, actor, { members, files, wanted }, at)
}

type Wanted = {
  members: readonly Member[]
  files: readonly SubmissionRow[]
  wanted: Awaited<ReturnType<typeof seatsFor>>
}

/** Seats the members as wanted at those of the files where something changes. @returns the units where something did */
export async function seatWhereChanged(
  tx: Tx,
  actor: Actor,
  { members, files, wanted }: Wanted,
  at: Date,
): Promise<CampaignUnitId[]> {
  const units = files.map(({ campaignUnitId }) => campaignUnitId)
  const present = Map.groupBy(await listSeats(tx, units), ({ campaignUnitId }) => campaignUnitId)
  const changed = files.filter(({ campaignUnitId: id }) => !sameSeats(present.get(id) ?? [], wanted.get(id) ?? []))
  const seats = changed.flatMap(({ campaignUnitId }) => wanted.get(campaignUnitId) ?? [])
  await seatAt(tx, actor, { members, files: changed, seats }, at)
  return changed.map(({ campaignUnitId }) => campaignUnitId)
}
