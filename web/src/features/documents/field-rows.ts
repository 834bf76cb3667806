import { fieldName, type Field, type Fields } from '@thuoc/shared'

/** One line of the table of fields: what is typed into Word, and how deep it stands in lists. */
export type FieldRow = {
  key: string
  field: Field
  /** Everything to be typed: one name, or where a part begins and ends. */
  marks: readonly string[]
  depth: number
}

/** Fields in their order, those of a list right below it. */
export const fieldRows = (fields: Fields, depth = 0, before = ''): FieldRow[] =>
  Object.entries(fields).flatMap(([key, field]) => {
    const path = `${before}${key}`
    const row = { key: path, field, marks: marksOf(field), depth }
    return field.kind === 'list' ? [row, ...fieldRows(field.row, depth + 1, `${path}.`)] : [row]
  })

const marksOf = ({ kind, name }: Field) =>
  kind === 'list' || kind === 'flag' ? [`{#${name}}`, `{/${name}}`] : [`{${name}}`]

/** Rows whose name or example holds what was typed; a list stays above what was found in it. */
export function matching(rows: readonly FieldRow[], typed: string): FieldRow[] {
  const wanted = plain(typed)
  const fits = ({ field }: FieldRow) =>
    plain(field.name).includes(wanted) || (field.kind === 'text' && plain(field.example).includes(wanted))
  const found = new Set(rows.filter(fits).map(({ key }) => key))
  return rows.filter(({ key }) => found.has(key) || [...found].some((one) => one.startsWith(`${key}.`)))
}

/** Accents and capitals do not matter to who looks for a name. */
const plain = (text: string) => fieldName(text).normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
