import type { SubmissionStatus, UnitType } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { inPortions } from '../../platform/audit/index.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { chosenUnits, type Chosen } from './report-scope.repository.ts'
import { wantedUnits, type Wanted } from './report-wanted.repository.ts'

/** Points and whether it is met, of the lines that count. */
export type LineTold = readonly [score: string | null, met: boolean | null]
export type CriteriaRow = {
  code: string
  name: string
  type: UnitType
  body: string
  status: SubmissionStatus
  level: number | null
  total: string | null
  rank: number | null
  /** One after the other, to be read when the row is written: thirty small objects a row would outlive their row in memory. */
  lines: string | null
}

/** Code, points and whether it is met. */
export const linesIn = (text: string | null): Map<string, LineTold> =>
  new Map(
    (text?.split('\n') ?? []).map((line) => {
      const [code = '', score = '', met = ''] = line.split('\t')
      return [code, [score === '' ? null : score, met === '' ? null : met === 'true']]
    }),
  )

/** Rows that are read at a time: some 30 lines each. */
const portion = 200

/** Every unit of a figure with the lines of the column asked for, by name. @param cursor a name that the transaction has not used */
export const unitsWithLines = (tx: Tx, cursor: string, chosen: Chosen, wanted: Wanted): AsyncGenerator<CriteriaRow> =>
  inPortions<CriteriaRow>(
    tx,
    cursor,
    sql`
    with ${wantedUnits(chosen, wanted)},
    ordered as materialized (select listed.* from listed order by listed.unit_name collate vi, listed.campaign_unit_id)
    select unit.unit_code as code, unit.unit_name as name, unit.unit_type as type, unit.body_name as body, unit.status,
      listed.level, listed.total::text, listed.rank, (
        select string_agg(concat_ws(E'\\t', line.criterion_code, coalesce(line.score::text, ''),
          case when line.met then 'true' when not line.met then 'false' else '' end), E'\\n')
        from report_scores line where line.event_id = unit.event_id) as lines
    from ordered listed
      -- Unit by unit, when its row is asked for.
      cross join lateral (${chosenUnits(chosen)} and unit.campaign_unit_id = listed.campaign_unit_id offset 0) unit`,
    portion,
  )

export async function countUnits(db: Queryable, chosen: Chosen, wanted: Wanted): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    with ${wantedUnits(chosen, wanted)} select count(*)::int as count from listed`)
  return one(rows).count
}
