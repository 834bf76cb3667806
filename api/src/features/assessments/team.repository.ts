import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { CampaignUnitId, PersonId, TeamDuty, TeamMember, UnitId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { amongst, steady } from '../../platform/db/steady.ts'
import { hasWords } from '../../platform/db/search.ts'
import { campaignUnitAssessors } from '../campaigns/index.ts'
import { memberships, people } from '../identity/index.ts'
import { units } from '../org/index.ts'
import { conflictBetween } from '../teams/index.ts'

/** Who assesses whom: the units of a file. */
export type Place = { assessorUnitId: UnitId; unitId: UnitId; campaignUnitId: CampaignUnitId }

/** The tree of today: people are sent now, whatever the tree was when the campaign opened. */
const pathOf = (id: UnitId) => sql`(select path from units where id = ${id})`

const belongsUnder = (id: UnitId): SQL<boolean> => sql`${people.id} in (
  select held.person_id from memberships held join units place on place.id = held.unit_id
  where held.ended_at is null and place.path <@ ${pathOf(id)})`

/**
 * Nobody assesses their own unit, nor what stands above it, nor one they worked for in that school year, nor where they
 * declared a reason against it. Anyone else of the assessing body or of a unit under it may be sent, while the account is
 * active.
 */
const isConflicted = (place: Place) =>
  sql`(${conflictBetween(sql`${people.id}`, sql`${place.campaignUnitId}::uuid`)} is not null)`
const isFit = (place: Place) =>
  sql<boolean>`${people.status} = 'active' and ${belongsUnder(place.assessorUnitId)} and not ${isConflicted(place)}`

/** The first membership of each person: the highest unit, the oldest of those; one row a person. */
const seats = (db: Queryable, within: SQL | undefined) =>
  db
    .select({ unitName: units.name, office: memberships.office })
    .from(memberships)
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(and(eq(memberships.personId, people.id), within))
    .orderBy(sql`${memberships.endedAt} is not null`, sql`nlevel(${units.path})`, asc(memberships.createdAt))
    .limit(1)
    .as('seats')

/** People who may be sent, by name in Vietnamese order; one more than `limit`, to see whether there are more. */
export function listCandidates(
  db: Queryable,
  place: Place,
  { q = '', after, limit }: { q?: string | undefined; after: [string, string] | null; limit: number },
) {
  const seat = seats(db, sql`${memberships.endedAt} is null and ${units.path} <@ ${pathOf(place.assessorUnitId)}`)
  return db
    .select({ personId: people.id, fullName: people.fullName, unitName: seat.unitName, office: seat.office })
    .from(people)
    .innerJoinLateral(seat, sql`true`)
    .where(
      and(
        isFit(place),
        ...hasWords(people.search, q),
        after ? sql`(${people.fullName}, ${people.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(people.fullName), asc(people.id))
    .limit(limit + 1)
}

/** What speaks for or against each of these people; who does not exist is left out. */
export const examine = (db: Queryable, place: Place, ids: readonly PersonId[]) =>
  db
    .select({
      personId: people.id,
      fullName: people.fullName,
      fit: isFit(place),
      conflicted: sql<boolean>`${isConflicted(place)}`,
    })
    .from(people)
    .where(inArray(people.id, [...ids]))

/** Puts these people in place of those who were on the team. */
export async function replaceTeam(
  tx: Tx,
  campaignUnitId: CampaignUnitId,
  members: readonly { personId: PersonId; duty: TeamDuty }[],
) {
  await tx.delete(campaignUnitAssessors).where(eq(campaignUnitAssessors.campaignUnitId, campaignUnitId))
  await tx
    .insert(campaignUnitAssessors)
    .values(members.map(({ personId, duty }) => ({ campaignUnitId, personId, duty })))
}

const byDuty = sql`array_position(array['head', 'secretary', 'member'], ${campaignUnitAssessors.duty})`

/** The team of a unit in a campaign, its head first, then by name. */
export const teamOf = async (db: Queryable, id: CampaignUnitId): Promise<TeamMember[]> =>
  (await teamOfEach(db, [id])).get(id) ?? []

/** The same for several units; one without a team is not among them. */
export async function teamOfEach(
  db: Queryable,
  ids: readonly CampaignUnitId[],
): Promise<ReadonlyMap<CampaignUnitId, TeamMember[]>> {
  const teams = Map.groupBy(await ofUnits(db, { ids }), ({ campaignUnitId }) => campaignUnitId)
  return new Map([...teams].map(([id, those]) => [id, those.map(({ campaignUnitId: _, ...member }) => member)]))
}
const ofUnits = steady((db) => {
  const seat = seats(db, undefined)
  return db
    .select({
      campaignUnitId: campaignUnitAssessors.campaignUnitId,
      personId: campaignUnitAssessors.personId,
      fullName: people.fullName,
      unitName: seat.unitName,
      duty: campaignUnitAssessors.duty,
    })
    .from(campaignUnitAssessors)
    .innerJoin(people, eq(people.id, campaignUnitAssessors.personId))
    .innerJoinLateral(seat, sql`true`)
    .where(amongst(campaignUnitAssessors.campaignUnitId, 'ids', 'uuid'))
    .orderBy(byDuty, asc(people.fullName), asc(people.id))
})
