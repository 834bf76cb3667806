import type { ReportPart, ReportStep, StepOutcome, UnitId, UnitType } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { one, type Queryable } from '../../platform/db/client.ts'
import { groupedPart, keyOfPart, pageOfParts, type PartsPage } from './report-parts.repository.ts'
import { chosenUnits, rowsOf, type Chosen } from './report-scope.repository.ts'

type LevelCount = { level: number | null; count: number; sum: string | null }
export type PartLevel = LevelCount & { part: string; name: string }
/** How many units stand at each level with the sum of their totals: of all, and of the parts of a page, by name. */
export async function countLevels(
  db: Queryable,
  chosen: Chosen,
  by: ReportPart,
  page: PartsPage,
): Promise<{ all: LevelCount[]; parts: PartLevel[] }> {
  const { rows } = await db.execute<{ all: LevelCount[]; parts: PartLevel[] }>(sql`
    with counted as materialized (
        select ${groupedPart(by)}, unit.level, count(*)::int as count, sum(unit.total) as sum
        from (${chosenUnits(chosen)}) unit group by 1, unit.level),
      ${pageOfParts(by, page)}
    select
      ${rowsOf(sql`select level, sum(count)::int as count, sum(sum)::text as sum from counted group by level
        order by level desc nulls last`)} as all,
      ${rowsOf(sql`select page.part, page.name, counted.level, counted.count, counted.sum::text as sum
        from page join counted on ${keyOfPart(by)} = page.part
        order by page.name collate vi, page.part, counted.level desc nulls last`)} as parts`)
  return one(rows)
}

type Steps = { steps: Record<ReportStep, StepOutcome>; count: number }
export type StepCount = Steps & { id: UnitId; code: string; name: string; type: UnitType }
/** How many units have come to the same ends: of all, and of each managing body of a page, by name. */
export async function countSteps(
  db: Queryable,
  chosen: Chosen,
  page: PartsPage,
): Promise<{ all: Steps[]; bodies: StepCount[] }> {
  const steps = sql`self_step, request_step, external_step, decision_step, publication_step`
  const asRecord = sql`json_build_object('self', self_step, 'request', request_step, 'external', external_step,
    'decision', decision_step, 'publication', publication_step) as steps`
  // Only what tells bodies apart is carried along with each unit: narrow rows are counted in memory.
  const { rows } = await db.execute<{ all: Steps[]; bodies: StepCount[] }>(sql`
    with counted as materialized (
        select ${groupedPart('body')}, ${steps}, count(*)::int as count
        from (${chosenUnits(chosen)}) unit group by 1, ${steps}),
      ${pageOfParts('body', page)}
    select
      ${rowsOf(sql`select ${asRecord}, count from (
        select ${steps}, sum(count)::int as count from counted group by ${steps}) summed`)} as all,
      ${rowsOf(sql`select page.part as id, body.code, page.name, body.type, counted.count, ${asRecord}
        from page join counted on ${keyOfPart('body')} = page.part cross join lateral (
          select unit.body_code as code, unit.body_type as type from (${chosenUnits(chosen)}) unit
          where unit.body_unit_id = page.id limit 1) body
        order by page.name collate vi, page.part`)} as bodies`)
  return one(rows)
}
