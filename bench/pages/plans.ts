import type pg from 'pg'
import { z } from 'zod'

/** A table that has more rows than this is not read from end to end. */
export const manyRows = 10_000

type Node = {
  'Node Type': string
  'Relation Name'?: string | undefined
  [key: string]: unknown
  Plans?: Node[] | undefined
}
const node: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({ 'Node Type': z.string(), 'Relation Name': z.string().optional(), Plans: z.array(node).optional() }),
)
const explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.looseObject({ Plan: node })]) })])

export const statement = z.object({ text: z.string(), values: z.array(z.unknown()), name: z.string().nullable() })
export type Statement = z.infer<typeof statement>
export type Planned = { text: string; plan: Node; tables: string[] }

/** Rows of each table, as the last `analyze` has it. */
export async function rowsOfTables(client: pg.Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ name: string; rows: number }>(
    `select relname as name, reltuples::float8 as rows from pg_class where relkind in ('r', 'm', 'p')`,
  )
  return new Map(rows.map(({ name, rows: count }) => [name, count]))
}

/**
 * How PostgreSQL would answer, with which large tables it would read from end to end. A statement with a name is prepared,
 * so that its plan may come to know no values: it is looked at both ways.
 */
export async function planOf(
  client: pg.Client,
  asked: Statement,
  rows: ReadonlyMap<string, number>,
): Promise<Planned[]> {
  const explain = async (text: string, values: unknown[]) => {
    const { rows: lines } = await client.query<Record<string, unknown>>(text, values)
    const [
      {
        'QUERY PLAN': [{ Plan: plan }],
      },
    ] = explained.parse(lines)
    return { text: asked.text, plan, tables: readWhole(plan, rows) }
  }
  const known = await explain(`explain (format json) ${asked.text}`, asked.values)
  if (asked.name === null || asked.values.length === 0) return [known]
  return [known, await explain(`explain (format json, generic_plan) ${asked.text}`, [])]
}

/** Tables under a node that it reads without saying which rows, and not only until it has enough. */
function readWhole(plan: Node, rows: ReadonlyMap<string, number>, limited = false): string[] {
  const kind = plan['Node Type']
  const table = plan['Relation Name'] ?? ''
  const through = kind === 'Seq Scan' || (/^Index (Only )?Scan$/.test(kind) && !('Index Cond' in plan) && !limited)
  const here = through && (rows.get(table) ?? 0) > manyRows ? [`${kind} on ${table}`] : []
  const enough = kind === 'Limit' || (limited && !['Sort', 'Aggregate', 'Hash', 'WindowAgg'].includes(kind))
  return [...here, ...(plan.Plans ?? []).flatMap((child) => readWhole(child, rows, enough))]
}
