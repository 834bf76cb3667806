import type { CampaignUnitId, Permission, PersonId, UnitId } from '@thuoc/shared'
import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'
import { campaignUnitAssessors } from '../campaigns/index.ts'
import { readersWith, seatsOf } from '../notices/index.ts'

/** Who is meant: those who hold a permission in the school or in the unit that assesses it, or people of the team. */
export type Audience = { permission: Permission; tie: 'school' | 'assessor' | 'team' | 'team-head' }
export type Seat = { personId: PersonId; unitId: UnitId }
/** What is told is about this file. */
export type About = { campaignUnitId: CampaignUnitId; unit: { id: UnitId }; assessor: { id: UnitId } }

/** The people of an audience, each in the unit they are told in. */
export async function seatsFor(db: Queryable, about: About, { permission, tie }: Audience): Promise<Seat[]> {
  if (tie === 'school') return readersWith(db, [about.unit.id], permission)
  if (tie === 'assessor') return readersWith(db, [about.assessor.id], permission)
  const duties = tie === 'team-head' ? (['head'] as const) : (['head', 'secretary', 'member'] as const)
  const people = await db
    .select({ personId: campaignUnitAssessors.personId })
    .from(campaignUnitAssessors)
    .where(
      and(
        eq(campaignUnitAssessors.campaignUnitId, about.campaignUnitId),
        inArray(campaignUnitAssessors.duty, [...duties]),
      ),
    )
  return seatsOf(
    db,
    people.map(({ personId }) => personId),
  )
}
