import type { CampaignUnitId, Permission, PersonId, UnitId } from '@thuoc/shared'
import { and, inArray } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { campaignUnitAssessors } from '../campaigns/index.ts'
import { readersWith, seatsOf } from '../notices/index.ts'

/** Who is meant: those who hold a permission in the school or in the unit that assesses it, or people of the team. */
export type Audience = { permission: Permission; tie: 'school' | 'assessor' | 'team' | 'team-head' }
export type Seat = { personId: PersonId; unitId: UnitId }
/** What is told is about this file. */
export type About = { campaignUnitId: CampaignUnitId; unit: { id: UnitId }; assessor: { id: UnitId } }

/** The people of an audience, each in the unit they are told in. */
export const seatsFor = async (db: Queryable, about: About, audience: Audience): Promise<Seat[]> =>
  (await seatsForEach(db, [about], audience)).get(about.campaignUnitId) ?? []

/** The same for several files at once, by what takes part. */
export async function seatsForEach(
  db: Queryable,
  files: readonly About[],
  { permission, tie }: Audience,
): Promise<ReadonlyMap<CampaignUnitId, Seat[]>> {
  if (tie === 'team' || tie === 'team-head') return teamSeats(db, files, tie)
  const placeOf = ({ unit, assessor }: About) => (tie === 'school' ? unit.id : assessor.id)
  const readers = await readersWith(db, [...new Set(files.map(placeOf))], permission)
  const byUnit = Map.groupBy(readers, ({ unitId }) => unitId)
  return new Map(files.map((file) => [file.campaignUnitId, byUnit.get(placeOf(file)) ?? []]))
}

async function teamSeats(db: Queryable, files: readonly About[], tie: 'team' | 'team-head') {
  const duties = tie === 'team-head' ? (['head'] as const) : (['head', 'secretary', 'member'] as const)
  const people = await db
    .select({ place: campaignUnitAssessors.campaignUnitId, personId: campaignUnitAssessors.personId })
    .from(campaignUnitAssessors)
    .where(
      and(
        inArray(
          campaignUnitAssessors.campaignUnitId,
          files.map(({ campaignUnitId }) => campaignUnitId),
        ),
        inArray(campaignUnitAssessors.duty, [...duties]),
      ),
    )
  const seats = await seatsOf(db, [...new Set(people.map(({ personId }) => personId))])
  const byPerson = Map.groupBy(seats, ({ personId }) => personId)
  const byPlace = Map.groupBy(people, ({ place }) => place)
  return new Map(
    files.map(({ campaignUnitId: place }) => [
      place,
      (byPlace.get(place) ?? []).flatMap(({ personId }) => byPerson.get(personId) ?? []),
    ]),
  )
}
