import { and, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/** Makes text of a user part of a `LIKE` pattern: `%`, `_` and `\` stand for themselves. */
export const likeEscape = (text: string) => text.replace(/[\\%_]/g, String.raw`\$&`)

/** The words of a search, each of which must occur: `"Trường  minh"` → `['%Trường%', '%minh%']`. */
export const likeWords = (text: string) =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10)
    .map((word) => `%${likeEscape(word)}%`)

/** That every word of a search occurs in `column`, which holds one case without accents. */
export const hasWords = (column: SQLWrapper, q: string): SQL[] =>
  likeWords(q).map((word) => sql`${column} like unaccented(${word})`)

/** The first rows of `table` in an order; `key` tells one from another. What is searched lies in its column `search`. */
type First = { table: SQL; key: string; fits: SQL | undefined; order: SQL; limit: number }

/** Keys of the first rows. The limit stands there as a number: the planner must know how little is asked for. */
export const firstOf = ({ table, key, fits, order, limit }: First): SQL =>
  sql`select ${sql.identifier(key)} from ${table} ${where(fits)} order by ${order} limit ${literal(limit)}`

/** Among so many rows that come first, a common word is looked for before any index is asked for it. */
const near = 2000

/**
 * Keys of the first rows that have all of `words` (placeholder, see `likeWords`). A word that many rows have is found
 * among the first rows of the order; one that few have, by its trigrams: each way is short where the other is long, and
 * neither hangs on what the planner believes of a word it has not seen.
 */
export function firstWith({ table, key, fits, order, limit }: First): SQL {
  const name = sql.identifier(key)
  const wanted = literal(limit)
  const fitsAndHas = and(
    fits,
    sql`search like (select words[1] from asked)`,
    sql`search like (select words[least(2, cardinality(words))] from asked)`,
    sql`search like (select words[least(3, cardinality(words))] from asked)`,
    sql`search like all ((select words from asked)::text[])`,
    sql`(select count(*) from near) < ${wanted}`,
  )
  // The larger limit stands there as a question: not knowing it, the planner walks along the order and does not sort all.
  return sql`
    with asked as materialized (
      select array_agg(unaccented(word) order by length(word) desc) as words
      from unnest(${sql.placeholder('words')}::text[]) word),
    near as materialized (
      select ${name} from (
        select * from ${table} ${where(fits)} order by ${order} limit (select ${literal(near)})) first
      where search like all ((select words from asked)::text[]) order by ${order} limit ${wanted}),
    far as materialized (select * from ${table} where ${fitsAndHas})
    select ${name} from near where (select count(*) from near) >= ${wanted}
    union all
    (select ${name} from far order by ${order} limit ${wanted})`
}

const where = (conditions: SQL | undefined) => (conditions ? sql`where ${conditions}` : sql``)
const literal = (count: number) => sql.raw(String(Math.trunc(count)))
