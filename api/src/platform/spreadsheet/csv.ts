import { Unreadable } from './unreadable.ts'
import type { Cell, Sheet, Workbook } from './workbook.ts'

export const csvType = 'text/csv; charset=utf-8'

const most = { rows: 100_000, columns: 500, cells: 300_000 }
const separators = [',', ';', '\t'] as const
/** The mark of UTF-16, which Excel calls “Unicode text”. */
const isUtf16 = ([first, second]: Buffer) => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
/** What no text holds: another kind of file under the name of a table. */
const binary = /[\0-\x08\x0e-\x1f]/
const markup = /^\s*(<|%PDF)/

/**
 * A table in plain text as a workbook of one sheet: UTF-8 with or without its mark, parted by commas, semicolons or
 * tabs, as its first line shows; fields may be quoted. What begins with `=` is a formula, as it is to a spreadsheet
 * program; `'=` is the sign itself.
 * @param sheet the name of the sheet, since the file has none
 * @throws Unreadable `not-utf8`, `not-xlsx`, `damaged`, `too-large`
 */
export function readCsv(file: Buffer, sheet: string): Workbook {
  const text = textOf(file)
  const [, chosen, rest = text] = /^sep=([,;\t])\r?\n([^]*)$/.exec(text) ?? []
  const rows: Sheet['rows'] = new Map()
  let cells = 0
  let count = 0
  for (const fields of rowsOf(rest, chosen ?? separatorOf(rest))) {
    const line = new Map<number, Cell>()
    for (const [column, field] of fields.entries()) if (field.trim() !== '') line.set(column, cellOf(field))
    cells += line.size
    if (count >= most.rows || fields.length > most.columns || cells > most.cells) throw new Unreadable('too-large')
    if (line.size > 0) rows.set(count, line)
    count += 1
  }
  return { sheets: [{ name: sheet, rows, merges: [] }] }
}

function textOf(file: Buffer): string {
  if (isUtf16(file)) throw new Unreadable('not-utf8')
  const start = file.toString('latin1', 0, 64 * 1024)
  if (binary.test(start) || markup.test(start)) throw new Unreadable('not-xlsx')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch (error) {
    throw new Unreadable('not-utf8', error)
  }
}

/** The one that parts the most fields of the headings. */
function separatorOf(text: string): string {
  const [headings = ''] = text.trimStart().split(/\r?\n/, 1)
  const bare = headings.replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => bare.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

/** The fields of each line. @throws Unreadable `damaged` where a quotation mark is never closed */
function* rowsOf(text: string, separator: string): Generator<string[]> {
  let fields: string[] = []
  let at = 0
  while (at < text.length) {
    const { value, end } = fieldAt(text, at, separator)
    fields.push(value)
    if (text[end] === separator) {
      at = end + 1
      // A separator at the very end is followed by an empty field.
      if (at === text.length) fields.push('')
    } else {
      yield fields
      fields = []
      at = text.startsWith('\r\n', end) ? end + 2 : end + 1
    }
  }
  if (fields.length > 0) yield fields
}

function fieldAt(text: string, start: number, separator: string): { value: string; end: number } {
  if (text[start] !== '"') {
    let end = start
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
    return { value: text.slice(start, end), end }
  }
  let value = ''
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) throw new Unreadable('damaged')
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      // What stands between the closing mark and the separator belongs to the field, as spreadsheet programs read it.
      const { value: tail, end } = fieldAt(text, quote + 1, separator)
      return { value: value + tail, end }
    }
    value += '"'
    at = quote + 2
  }
}

function cellOf(field: string): Cell {
  if (field.startsWith('=')) return { kind: 'formula', result: null }
  return { kind: 'text', text: /^'[=+@-]/.test(field) ? field.slice(1) : field }
}

/**
 * A table in plain text that spreadsheet programs open with its accents: UTF-8 with its mark, commas, lines ending as
 * RFC 4180 has them. No text becomes a formula.
 */
export const writeCsv = (rows: readonly (readonly (string | number | null)[])[]): Buffer =>
  Buffer.from(`\ufeff${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`)

/** The same line by line, as rows come: only the file begins with the mark. */
export async function* csvLines(
  headers: readonly string[],
  rows: AsyncIterable<readonly (string | number | null)[]>,
): AsyncGenerator<Buffer> {
  yield writeCsv([headers])
  for await (const row of rows) yield writeCsv([row]).subarray(mark)
}
const mark = Buffer.byteLength('\ufeff')

function written(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^'?[=+@\t\r-]/.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
