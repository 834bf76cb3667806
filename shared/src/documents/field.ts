/** One value of a document: a line or some lines of text. `name` is what stands between the braces of a template. */
export type TextField = { kind: 'text'; name: string; example: string }
/** What a passage depends on: `{#name}…{/name}` stands where it holds. */
export type FlagField = { kind: 'flag'; name: string }
/** A picture, which the system draws itself. Size in millimetres. */
export type ImageField = { kind: 'image'; name: string; width: number; height: number }
/** Rows: `{#name}…{/name}` is repeated for each, with the fields of the row inside. */
export type ListField<Row extends Fields = Fields> = { kind: 'list'; name: string; row: Row; examples: number }
export type Field = TextField | FlagField | ImageField | ListField
/** The fields of a document by their key in the code. Names are Vietnamese: an office types them into its template. */
// A type of its own, not a `Record`: it refers to itself through `ListField`.
// eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style
export type Fields = { readonly [key: string]: Field }

/** A picture of a value: its bytes in base64, as JSON has no other; or what a QR code says, which is drawn when printed. */
export type DocumentImage = { png: string } | { qr: string }

type ValueOf<F> =
  F extends ListField<infer Row>
    ? ValuesOf<Row>[]
    : F extends TextField
      ? string
      : F extends FlagField
        ? boolean
        : DocumentImage
/** What fills a document that has these fields. */
export type ValuesOf<F extends Fields> = { [key in keyof F]: ValueOf<F[key]> }

const text = (name: string, example: string): TextField => ({ kind: 'text', name, example })
const flag = (name: string): FlagField => ({ kind: 'flag', name })
const image = (name: string, width: number, height: number): ImageField => ({
  kind: 'image',
  name,
  width,
  height,
})
/** @param examples how many rows the example has */
const list = <const Row extends Fields>(name: string, row: Row, examples = 2): ListField<Row> => ({
  kind: 'list',
  name,
  row,
  examples,
})

/** Says what kinds of fields a document has. */
export const field = { text, flag, image, list }

/** What is not seen: hyphens for the end of a line, joiners, marks of the direction of writing. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
/** Names as people type them are one name: capitals, composed or decomposed accents, spaces, what is not seen. */
export const fieldName = (typed: string) =>
  typed.replace(unseen, '').normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()

/** A name in a template, with the lists it stands in, from the outside. */
export type FieldPlace = { name: string; within: readonly string[] }

/** The field that a name means there: that of the innermost list that has one, as in nested rows. */
export function fieldAt(fields: Fields, { name, within }: FieldPlace): Field | undefined {
  const scopes: Fields[] = [fields]
  for (const outer of within) {
    const list = scopes.findLast((scope) => named(scope, outer)) ?? {}
    const found = named(list, outer)
    if (found?.kind === 'list') scopes.push(found.row)
  }
  for (const scope of scopes.toReversed()) {
    const found = named(scope, name)
    if (found) return found
  }
  return undefined
}
const named = (fields: Fields, name: string) => Object.values(fields).find((one) => fieldName(one.name) === name)

/** An example of every field, as the page of fields shows them and a preview without a real case prints them. */
export const exampleOf = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, exampleValue(one)]))

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABc3UBGAAAAABJRU5ErkJggg=='
function exampleValue(one: Field): unknown {
  if (one.kind === 'text') return one.example
  if (one.kind === 'flag') return true
  if (one.kind === 'image') return { png: pixel }
  return Array.from({ length: one.examples }, (_, index) => numbered(exampleOf(one.row), index + 1))
}
/** The second row is the second: a running number counts. */
const numbered = (row: Record<string, unknown>, number: number) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, key === 'no' ? String(number) : value]))
