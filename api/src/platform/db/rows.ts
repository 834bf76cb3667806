import { Column, getTableName, is, sql, SQL, Subquery, type DriverValueDecoder } from 'drizzle-orm'
import { compiled } from '../compiled.ts'

type Decoder = DriverValueDecoder<unknown, unknown>
/** One column of an answer: where its value goes, and what reads it. */
type Field = { path: string[]; field: unknown }
/** What drizzle has written down of a statement; `fields` only where it gives back rows of the builder. */
type Written = {
  fields?: Field[]
  joinsNotNullableMap?: Record<string, boolean>
  customResultMapper?: (rows: unknown[][]) => unknown
}
type Cell = { at: number; parents: readonly string[]; key: string; decode: ((value: unknown) => unknown) | null }

/**
 * The same rows as drizzle makes, for a statement that is asked often: what each column is, and which joined table was not
 * there, is found out once and not for every cell anew. On a list of fifty that was a tenth of a request.
 * @returns the statement
 */
export function readingRowsOnce<Statement>(statement: Statement): Statement {
  const written = statement as Written
  if (written.fields) written.customResultMapper = rowsOf(written.fields, written.joinsNotNullableMap)
  return statement
}

function rowsOf(fields: readonly Field[], joins: Record<string, boolean> | undefined) {
  const cells = fields.map(cellOf)
  const absent = new Map((joins ? whatMayBeAbsent(fields, joins) : []).map(({ object, at }) => [object, at]))
  const decoders = Object.fromEntries(cells.map(({ at, decode }) => [`decode${at}`, decode]))
  const rowOf = compiled<(row: unknown[]) => unknown>(decoders, `(row) => (${literalOf(treeOf(cells), absent)})`)
  return (rows: unknown[][]) => rows.map(rowOf)
}

type Branch = { parts: Map<string, Cell | Branch> }
const isBranch = (part: Cell | Branch | undefined): part is Branch => part !== undefined && 'parts' in part
function treeOf(cells: readonly Cell[]): Branch {
  const root: Branch = { parts: new Map() }
  for (const cell of cells) {
    let node = root
    for (const parent of cell.parents) {
      const known = node.parts.get(parent)
      const inner = isBranch(known) ? known : { parts: new Map<string, Cell | Branch>() }
      node.parts.set(parent, inner)
      node = inner
    }
    node.parts.set(cell.key, cell)
  }
  return root
}

/** The object that stands for a row. @param absent columns that are null where a joined table has no row, by its object */
function literalOf({ parts }: Branch, absent: ReadonlyMap<string, number> = new Map()): string {
  const written = [...parts].map(([key, part]) => {
    const place = absent.get(key)
    const unless = place === undefined ? '' : `row[${place}] === null ? null : `
    return `${JSON.stringify(key)}: ${isBranch(part) ? `${unless}${literalOf(part)}` : valueOf(part)}`
  })
  return `{ ${written.join(', ')} }`
}
const valueOf = ({ at, decode }: Cell) =>
  decode === null ? `row[${at}]` : `row[${at}] === null ? null : decode${at}(row[${at}])`

function cellOf({ path, field }: Field, at: number): Cell {
  const decoder = decoderOf(field)
  const asItIs = decoder === plain || decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue
  const decode = asItIs ? null : (value: unknown) => decoder.mapFromDriverValue(value)
  return { at, parents: path.slice(0, -1), key: path.at(-1) ?? '', decode }
}

const decoderOfSql = (text: unknown) => (text as { decoder: Decoder }).decoder
/** What reads a value that nobody says anything about. */
const plain = decoderOfSql(sql``)
function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field
  if (is(field, SQL)) return decoderOfSql(field)
  return decoderOfSql(is(field, Subquery) ? field._.sql : (field as SQL.Aliased).sql)
}

type Absent = { object: string; at: number }
/** Objects of which all columns are one joined table’s, with the place of the first: where that is null, the row has none. */
function whatMayBeAbsent(fields: readonly Field[], joins: Record<string, boolean>): Absent[] {
  const columns = fields.flatMap(({ path: [object, key, ...deeper], field }, at) =>
    object !== undefined && key !== undefined && deeper.length === 0 && is(field, Column)
      ? [{ object, at, table: getTableName(field.table) }]
      : [],
  )
  return [...Map.groupBy(columns, ({ object }) => object)].flatMap(([object, those]) => {
    const [first] = those
    if (!first || joins[first.table]) return []
    return those.every(({ table }) => table === first.table) ? [{ object, at: first.at }] : []
  })
}
