import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { unpack } from '../unpack.ts'
import { zipOf } from '../zip.ts'
import { sheetsOf, type SheetLayout } from './layout.ts'
import { rowXml } from './row-xml.ts'
import { writeSpreadsheet } from './write.ts'
import type { WrittenRow, WrittenSheet } from './written.ts'

/** A sheet whose rows are asked for one by one when they are written. */
export type LongSheet = Pick<WrittenSheet, 'name' | 'banner' | 'columns' | 'frozenColumns' | 'filter' | 'spareRows'> & {
  rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>
}

/** A sheet to be filled in, with rows that are asked for when they are written, and the one that says what its columns mean. */
export const longSheetsOf = (layout: SheetLayout, rows: LongSheet['rows']): LongSheet[] =>
  sheetsOf([layout]).map((sheet, at) => (at === 0 ? { ...sheet, rows, spareRows: 0 } : sheet))

const looks = [undefined, 'strong', 'faulty', 'heading', 'header', 'note'] as const satisfies WrittenRow['look'][]
const limits = { entries: 100, bytes: 32 * 1024 * 1024, ratio: 1000 }
/** Letters that go out at a time. */
const portion = 64 * 1024

/**
 * An XLSX file that is written while it is read, however many rows it has: what a row was is forgotten when the next one
 * comes. The library writes a workbook with one row of each look; all but its rows stands as it is, and in their place
 * come ours in the styles of those.
 */
export async function streamSpreadsheet(sheets: readonly LongSheet[], about: { title: string }): Promise<Readable> {
  const model = unpack(await writeSpreadsheet(sheets.map(modelOf), about), limits)
  const at = new Date()
  const long = new Map(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet]))
  return zipOf(
    [...model].map(([name, content]) => {
      const sheet = long.get(name)
      if (sheet) return { name, at, content: () => Readable.from(partsOf(sheet, content.toString('utf8'))) }
      return { name, at, content: name === 'xl/styles.xml' ? inOrder(content) : content }
    }),
    { compress: true },
  )
}

/** The same as one piece, for what is not long. */
export const writeLargeSpreadsheet = async (sheets: readonly LongSheet[], about: { title: string }): Promise<Buffer> =>
  buffer(await streamSpreadsheet(sheets, about))

const modelOf = (sheet: LongSheet): WrittenSheet => ({
  ...sheet,
  rows: looks.map((look) => ({ values: [], ...(look && { look }) })),
  spareRows: 0,
})

/** One sheet in pieces: what stands before the rows of the model, our rows, and what stands behind. */
async function* partsOf({ banner, columns, rows, spareRows = 0 }: LongSheet, model: string): AsyncGenerator<string> {
  const header = banner === undefined ? 1 : 2
  const start = model.indexOf(`<row r="${header + 1}"`)
  const end = model.indexOf('</sheetData>')
  const styles = new Map(looks.map((look, index) => [look, stylesIn(model, header + 1 + index)]))
  const widths = columns.map(({ width }) => width)
  // How far the cells reach is not known yet, and need not be said.
  let text = model.slice(0, start).replace(/<dimension [^>]*\/>/, '')
  let at = header
  for await (const row of rows) {
    at += 1
    text += rowXml(row, { at, styles: styles.get(row.look) ?? [], widths })
    if (text.length < portion) continue
    yield text
    text = ''
  }
  for (let spare = 0; spare < spareRows; spare += 1) {
    at += 1
    text += rowXml({ values: [] }, { at, styles: styles.get(undefined) ?? [], widths })
  }
  yield text + upTo(model.slice(end), Math.max(at, header + 1))
}

/** The style of each cell in a row of the model. */
const stylesIn = (model: string, row: number): string[] => {
  const [line = ''] = new RegExp(`<row r="${row}"[^>]*>.*?</row>`).exec(model) ?? []
  return [...line.matchAll(/ s="(\d+)"/g)].map(([, style = '0']) => style)
}

/** The schema of styles wants the size of a font before its colour. */
const inOrder = (styles: Buffer) =>
  Buffer.from(styles.toString('utf8').replace(/(<color [^>]*\/>)(<sz [^>]*\/>)/g, '$2$1'))

/** Filters and lists reach as far as the rows do, not as far as those of the model. */
const upTo = (tail: string, last: number) =>
  tail
    .replace(/(<autoFilter ref="[A-Z]+\d+:[A-Z]+)\d+"/, `$1${last}"`)
    .replace(
      /(sqref="[A-Z]+\d+:[A-Z]+)(\d+)"/g,
      (_all, from: string, to: string) => `${from}${Math.max(Number(to), last)}"`,
    )
