import { sql } from 'drizzle-orm'
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
    (word) =>
      sql`and unaccented(person.username || ' ' || person.full_name || ' ' || seat.unit_name) like unaccented(${word})`,
  )
  const { rows } = await db.execute<CandidateRow>(sql`
    select person.id as "personId", person.full_name as "fullName", seat.unit_id as "unitId",
      seat.unit_name as "unitName", seat.office, seat.own
    from people person
    cross join lateral (
      select unit.id as unit_id, unit.name as unit_name, held.office, unit.path <@ branch.path as own
      from memberships held join units unit on unit.id = held.unit_id,
        (select path from units where id = ${organiser}::uuid) branch
      where held.person_id = person.id and held.ended_at is null and unit.path <@ (
        select province.path from campaigns join units province on province.id = campaigns.province_unit_id
        where campaigns.id = ${campaignId}::uuid)
      order by unit.path <@ branch.path desc, nlevel(unit.path), held.created_at limit 1) seat
    where person.status = 'active' ${sql.join(words, sql` `)}
      ${only ? sql`and person.id = any (${sql.param([...only])}::uuid[])` : sql``}
      ${
        after
          ? sql`and (not seat.own, person.full_name, person.id) > (not ${after[0]}::boolean, ${after[1]}, ${after[2]}::uuid)`
          : sql``
      }
    order by not seat.own, person.full_name, person.id limit ${limit + 1}`)
  return rows
}
