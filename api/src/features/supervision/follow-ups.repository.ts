import type { WaitingFollowUp } from '@thuoc/shared'
import { and, or, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { eachShape, steady } from '../../platform/db/steady.ts'

type Wants = WaitingFollowUp['wants']
type Asked = { after: [day: string, id: string] | null; limit: number; today: string }

const ours = sql`${sql.placeholder('unitId')}::uuid`
/** Whom a follow-up waits for: without an answer its unit, with one the province that made the record. */
const waitsFor: Record<Wants, SQL> = {
  answer: sql`finding.unit_id = ${ours} and (newest.step is null or newest.step = 'send-back')`,
  review: sql`record.province_unit_id = ${ours} and newest.step = 'answer'`,
}

/** Follow-ups of closed records that wait for the actor in one of these ways; one more than `limit`. */
export async function listWaiting(
  db: Queryable,
  { unitId }: Actor,
  wants: readonly Wants[],
  { after, limit, today }: Asked,
): Promise<WaitingFollowUp[]> {
  if (wants.length === 0) return []
  const [day, id] = after ?? []
  return pages({ wants, further: after !== null })(db, { unitId, today, day, id, limit: limit + 1 })
}

const pages = eachShape(({ wants, further }: { wants: readonly Wants[]; further: boolean }) =>
  steady((db) =>
    db
      .select({
        id: sql<WaitingFollowUp['id']>`finding.id`,
        recordId: sql<WaitingFollowUp['recordId']>`record.id`,
        action: sql<string>`finding.action`,
        due: sql<string>`finding.due::text`,
        wants: sql<Wants>`case when newest.step = 'answer' then 'review' else 'answer' end`,
        overdue: sql<boolean>`newest.step is distinct from 'answer' and finding.due < ${sql.placeholder('today')}::date`,
        checked: sql<WaitingFollowUp['checked']>`json_build_object('id', record.unit_id, 'code', record.unit_code,
          'name', record.unit_name, 'type', record.unit_type)`,
        unit: sql<WaitingFollowUp['unit']>`json_build_object('id', unit.id, 'code', unit.code, 'name', unit.name,
          'type', unit.type)`,
      })
      .from(
        sql`supervision_findings finding
          join supervision_records record on record.id = finding.record_id and record.state = 'closed'
          join units unit on unit.id = finding.unit_id
          left join lateral (select step from supervision_steps
            where finding_id = finding.id order by at desc, id desc limit 1) newest on true`,
      )
      .where(
        and(
          or(...wants.map((one) => sql`(${waitsFor[one]})`)),
          further
            ? sql`(finding.due, finding.id) > (${sql.placeholder('day')}::date, ${sql.placeholder('id')}::uuid)`
            : undefined,
        ),
      )
      .orderBy(sql`finding.due, finding.id`)
      .limit(sql.placeholder('limit')),
  ),
)
