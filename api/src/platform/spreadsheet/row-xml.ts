import { heightOf } from './sheet-look.ts'
import { columnName } from './workbook.ts'
import { plainOf } from './write.ts'
import type { WrittenRow, WrittenValue } from './written.ts'

type Place = {
  /** Counted from 1. */
  at: number
  /** The style of each column. */
  styles: readonly string[]
  widths: readonly number[]
}

/** One row as it stands in a sheet: numbers as numbers, every text as text whatever it looks like. */
export function rowXml({ values, look }: WrittenRow, { at, styles, widths }: Place): string {
  const height = heightOf(look === 'heading' ? [] : values, widths)
  const cells = widths.map((_, column) => cellXml(values[column] ?? null, nameOf(column) + at, styles[column] ?? '0'))
  return `<row r="${at}" ht="${height}" customHeight="1">${cells.join('')}</row>`
}

function cellXml(value: WrittenValue, name: string, style: string): string {
  const plain = plainOf(value)
  if (typeof plain === 'string')
    return `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(plain)}</t></is></c>`
  return plain === null || !Number.isFinite(plain)
    ? `<c r="${name}" s="${style}"/>`
    : `<c r="${name}" s="${style}"><v>${plain}</v></c>`
}

const names: string[] = []
const nameOf = (column: number) => (names[column] ??= columnName(column))

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }
const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => entities[sign] ?? sign)
