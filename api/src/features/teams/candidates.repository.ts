import { sql, type SQL } from 'drizzle-orm'
import type { CampaignId, PersonId, UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'

type CandidateRow = {
  personId: PersonId
  fullName: string
  unitId: UnitId
  unitName: string
  office: string | null
  own: boolean
}

type Asked = {
  campaignId: CampaignId
  organiser: UnitId
  q?: string | undefined
  only?: readonly PersonId[]
  after: [boolean, string, string] | null
  limit: number
}

/**
 * People of the province of a campaign who may be on a team of `organiser`: active, with a place in a unit; one row a
 * person, told with the place in the organiser's own branch where there is one, else the highest. The own branch comes
 * first, then by name in Vietnamese order; one more than `limit`.
 */
export async function listPeople(
  db: Queryable,
  { campaignId, organiser, q = '', only, after, limit }: Asked,
): Promise<CandidateRow[]> {
  const words = likeWords(q).map(
    (word) => sql`and (person.search like unaccented(${word}) or unaccented(seat.unit_name) like unaccented(${word}))`,
  )
  // Whoever holds something under a unit stands in the list that the database keeps of it, in its order: it is walked until
  // the page is full (`offset`: what the planner believes of its length would have it sorted first).
  const isListedAt = (top: SQL) => sql`coalesce((select true from listed_people beside
    where beside.person_id = listed.person_id and beside.unit_id = ${top}), false)`
  const walk = (top: SQL, own: boolean) => sql`
    select person.id as "personId", person.full_name as "fullName", seat.unit_id as "unitId",
      seat.unit_name as "unitName", seat.office, seat.own
    from (
      select listed.person_id, listed.full_name from listed_people listed where listed.unit_id = ${top}
        ${
          after?.[0] === own
            ? sql`and (listed.full_name, listed.person_id) > (${after[1]}::text collate vi, ${after[2]}::uuid)`
            : sql``
        }
        ${only ? sql`and listed.person_id = any (${sql.param([...only])}::uuid[])` : sql``}
      order by listed.full_name, listed.person_id offset 0) listed
    join people person on person.id = listed.person_id
    cross join lateral (
      select unit.id as unit_id, unit.name as unit_name, held.office, unit.path <@ branch.path as own
      from memberships held join units unit on unit.id = held.unit_id,
        (select path from units where id = ${organiser}::uuid) branch
      where held.person_id = person.id and held.ended_at is null and unit.path <@ (select path from province)
      order by unit.path <@ branch.path desc, nlevel(unit.path), held.created_at limit 1) seat
    where seat.own = ${own} and person.status = 'active' ${sql.join(words, sql` `)}`
  const inOrder = sql`order by listed.full_name, listed.person_id limit ${limit + 1}`
  const { rows } = await db.execute<CandidateRow>(sql`
    with province as materialized (
      select unit.id, unit.path from campaigns join units unit on unit.id = campaigns.province_unit_id
      where campaigns.id = ${campaignId}::uuid),
    own as materialized (
      ${walk(sql`${organiser}::uuid`, true)} and ${isListedAt(sql`(select id from province)`)}
        and ${after?.[0] !== false} ${inOrder})
    select * from (
      select * from own
      union all
      -- Begun only where the own branch does not fill the page.
      (${walk(sql`(select id from province)`, false)} and not ${isListedAt(sql`${organiser}::uuid`)}
        and (select count(*) from own) <= ${limit} ${inOrder})) found
    order by not own, "fullName" collate vi, "personId" limit ${limit + 1}`)
  return rows
}
