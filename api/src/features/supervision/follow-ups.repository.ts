import type { WaitingFollowUp } from '@thuoc/shared'
import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'

type Wants = WaitingFollowUp['wants']
type Asked = { after: [day: string, id: string] | null; limit: number; today: string }

/** Whom a follow-up waits for: without an answer its unit, with one the province that made the record. */
const waitsFor: Record<Wants, (actor: Actor) => SQL> = {
  answer: ({ unitId }) => sql`finding.unit_id = ${unitId} and (newest.step is null or newest.step = 'send-back')`,
  review: ({ unitId }) => sql`record.province_unit_id = ${unitId} and newest.step = 'answer'`,
}

/** Follow-ups of closed records that wait for the actor in one of these ways; one more than `limit`. */
export async function listWaiting(
  db: Queryable,
  actor: Actor,
  wants: readonly Wants[],
  { after, limit, today }: Asked,
): Promise<WaitingFollowUp[]> {
  if (wants.length === 0) return []
  const mine = sql.join(
    wants.map((one) => sql`(${waitsFor[one](actor)})`),
    sql` or `,
  )
  const { rows } = await db.execute<WaitingFollowUp>(sql`
    select finding.id, record.id as "recordId", finding.action, finding.due::text,
      case when newest.step = 'answer' then 'review' else 'answer' end as wants,
      newest.step is distinct from 'answer' and finding.due < ${today}::date as overdue,
      json_build_object('id', record.unit_id, 'code', record.unit_code, 'name', record.unit_name,
        'type', record.unit_type) as checked,
      json_build_object('id', unit.id, 'code', unit.code, 'name', unit.name, 'type', unit.type) as unit
    from supervision_findings finding
      join supervision_records record on record.id = finding.record_id and record.state = 'closed'
      join units unit on unit.id = finding.unit_id
      left join lateral (select step from supervision_steps
        where finding_id = finding.id order by at desc, id desc limit 1) newest on true
    where (${mine}) ${after ? sql`and (finding.due, finding.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by finding.due, finding.id limit ${limit + 1}`)
  return rows
}
