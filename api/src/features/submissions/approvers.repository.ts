import { permissionsOf, role, type CriterionCode, type PersonId, type SubmissionId, type UnitId } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'

const approving = role.options.filter((one) => permissionsOf[one].includes('submission.approve'))
export type Approver = { name: string; office: string | null; standsIn: boolean }

/** Lines on which the hand of this person is the last. */
export async function linesBy(db: Queryable, id: SubmissionId, by: PersonId | null): Promise<CriterionCode[]> {
  const { rows } = await db.execute<{ code: CriterionCode }>(sql`
    select criterion_code as code from submission_lines where submission_id = ${id} and saved_by_id = ${by}::uuid
    order by string_to_array(criterion_code, '.')::int[]`)
  return rows.map(({ code }) => code)
}

/** Who may approve for a unit on this day, by office or as a deputy; without those named. */
export async function approversOf(
  db: Queryable,
  unitId: UnitId,
  { day, except }: { day: string; except: readonly (PersonId | null)[] },
): Promise<Approver[]> {
  const left = except.filter((one) => one !== null)
  const { rows } = await db.execute<Approver>(sql`
    select distinct on (person.id) person.full_name as name, seat.office, lent.id is not null as "standsIn"
    from memberships seat join people person on person.id = seat.person_id
      left join delegations lent on lent.to_membership_id = seat.id and 'submission.approve' = any(lent.powers)
        and lent.revoked_at is null and ${day}::date between lent.from_day and lent.to_day
    where seat.unit_id = ${unitId} and seat.ended_at is null
      and (seat.role = any(${sql.param([...approving])}::text[]) or lent.id is not null)
      and not person.id = any(${sql.param(left)}::uuid[])
    order by person.id, lent.id nulls first`)
  return rows.map(({ name, office, standsIn }) => ({ name, office, standsIn }))
}
