import { z } from 'zod'
import { fieldName, type Fields } from '@thuoc/shared'

/** The values of a document by the names of its fields, as a layout asks for them; rows look outside for what they lack. */
export type Scope = {
  /** The text with its fields filled in. */
  text: (template: string) => string
  /** @param within the row that asks, where the list or flag is said further out: what it repeats knows both */
  rows: (list: string, within?: Scope) => Scope[]
  /** With its width in millimetres; null where there is none. */
  image: (name: string) => { png: string; width: number } | null
}

export function scopeOf(fields: Fields, values: Readonly<Record<string, unknown>>, outer?: Scope): Scope {
  const keys = new Map(Object.entries(fields).map(([key, field]) => [fieldName(field.name), { key, field }]))
  const own = (name: string) => keys.get(fieldName(name))
  const textOf = (name: string): string => {
    const found = own(name)
    const value = found && values[found.key]
    if (typeof value === 'string') return printable(value)
    return outer?.text(`{${name}}`) ?? ''
  }
  const scope: Scope = {
    text: (template) => template.replace(/\{([^{}]+)\}/g, (_all, name: string) => textOf(name)),
    rows: (name, within = scope) => {
      const found = own(name)
      if (!found) return outer?.rows(name, within) ?? []
      const value = values[found.key]
      if (found.field.kind === 'flag') return value === true ? [within] : []
      if (found.field.kind !== 'list') return []
      const { row } = found.field
      return rowsOf(value).map((one) => scopeOf(row, one, within))
    },
    image: (name) => {
      const found = own(name)
      const value = found && values[found.key]
      return found?.field.kind === 'image' && isImage(value) ? { png: value.png, width: found.field.width } : null
    },
  }
  return scope
}
/**
 * What somebody typed as it can stand on paper: XML takes no control characters but tab and line break, fonts have no
 * picture of them, and what turns the direction of reading would show a text as another.
 */
export const printable = (value: string) =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '')

const rows = z.array(z.record(z.string(), z.unknown()))
/** The rows of a list; none where the value is none. */
export const rowsOf = (value: unknown) => rows.safeParse(value).data ?? []
const isImage = (value: unknown): value is { png: string } =>
  typeof value === 'object' && value !== null && 'png' in value && typeof value.png === 'string'
