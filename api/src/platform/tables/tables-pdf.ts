import { setImmediate as others, setTimeout as sleep } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import PDFDocument from 'pdfkit'
import { tinos } from '../fonts.ts'
import type { WrittenColumn, WrittenValue } from '../spreadsheet/write.ts'
import { bandsOf, fit, needsOf, type Band } from './bands.ts'
import type { EachRow, Table, TableBook } from './tables.ts'
import { linesOf, remembered } from './text-lines.ts'

const paper = { width: 595.28, height: 841.89, margin: 42.5, top: 51 }
const size = 9
const leading = 10.5
const padding = 2.5
const shade = '#e8eff5'
const line = '#8c979f'
/** Bytes that may wait for whoever reads. */
const patience = 1024 * 1024

/**
 * Tables as a PDF to be read and printed, written while it is read: a page that is full is forgotten. Headings come again
 * on every page; what is too wide goes on in further parts, each with the first columns; a row stands on one page where
 * it can. The text can be selected and searched.
 */
export function tablesPdf(book: TableBook, eachRow: EachRow): Readable {
  const doc = new PDFDocument({
    ...{ autoFirstPage: false, size: 'A4', lang: 'vi', displayTitle: true, info: { Title: book.title } },
  })
  doc.registerFont('plain', tinos.normal).registerFont('bold', tinos.bold)
  print(doc, book, eachRow).catch((error: unknown) =>
    doc.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  return doc
}

async function print(doc: PDFKit.PDFDocument, { title, about, tables }: TableBook, eachRow: EachRow) {
  const faces = {
    plain: remembered((word) => doc.font('plain').fontSize(size).widthOfString(word)),
    bold: remembered((word) => doc.font('bold').fontSize(size).widthOfString(word)),
  }
  const planned = []
  for (const table of tables) {
    const headers = table.columns.map(({ header }) => header)
    planned.push({ table, headers, needs: await needsOf(headers, printed(table), faces, 2 * padding) })
  }
  const across = !planned.every(({ needs }) => fit(needs, paper.width - 2 * paper.margin))
  const [width, height] = across ? [paper.height, paper.width] : [paper.width, paper.height]
  const room = width - 2 * paper.margin
  const bottom = height - paper.margin
  let [y, pages] = [0, 0]

  function turn() {
    doc.addPage({ size: [width, height], margin: 0 })
    pages += 1
    y = paper.top
    if (pages > 1)
      say(String(pages), { x: paper.margin, at: 26, width: room, bold: false, points: 11, align: 'center' })
  }
  type Said = { x: number; at: number; width: number; bold: boolean; points?: number; align?: 'left' | 'center' }
  /** One line, at the left or in the middle of its column. */
  function say(text: string, { x, at, width: column, bold, points = size, align = 'left' }: Said) {
    if (text === '') return
    doc.font(bold ? 'bold' : 'plain').fontSize(points)
    const left = align === 'left' ? x : x + Math.max(0, (column - doc.widthOfString(text)) / 2)
    doc.fillColor('black').text(text, left, at, { lineBreak: false })
  }
  /** A paragraph across the page. */
  function tell(
    text: string,
    { bold, points, align = 'left' }: { bold: boolean; points: number; align?: 'left' | 'center' },
  ) {
    const measure = (word: string) => (bold ? faces.bold : faces.plain)(word) * (points / size)
    for (const one of linesOf(text, room, measure)) {
      say(one, { x: paper.margin, at: y, width: room, bold, points, align })
      y += points * 1.25
    }
  }

  function facts() {
    const half = (room - 14) / 2
    const cells = about
      .filter(([, text]) => text !== '')
      .map(([label, text]) => linesOf(`${label}: ${text}`, half, (word) => faces.plain(word) * 1.03))
    const middle = Math.ceil(cells.length / 2)
    const heights = [cells.slice(0, middle), cells.slice(middle)].map((column, side) => {
      let at = y
      for (const text of column.flat()) {
        say(text, { x: paper.margin + side * (half + 14), at, width: half, bold: false })
        at += leading
      }
      return at
    })
    y = Math.max(...heights) + 8
  }

  type Cells = {
    lines: string[][]
    band: Band
    kind: 'header' | 'plain' | 'strong'
    aligns: readonly ('left' | 'center')[]
  }
  /** So many lines of a row, from one on, in its frame. */
  function draw({ lines, band, kind, aligns }: Cells, from: number, count: number) {
    const tall = count * leading + 2 * padding
    let x = paper.margin
    if (kind === 'header') doc.rect(x, y, room, tall).fill(shade)
    for (const [index, { width: column }] of band.entries()) {
      doc.lineWidth(0.4).strokeColor(line).rect(x, y, column, tall).stroke()
      const align = kind === 'header' ? 'center' : (aligns[index] ?? 'left')
      for (const [n, text] of (lines[index] ?? []).slice(from, from + count).entries())
        say(text, {
          ...{ x: x + padding, at: y + padding + n * leading, width: column - 2 * padding },
          ...{ bold: kind !== 'plain', align },
        })
      x += column
    }
    y += tall
  }

  async function write(table: Table, headers: readonly string[], band: Band) {
    const aligns = band.map(({ at }) => (table.columns[at]?.format === 'text' ? 'left' : 'center'))
    const cellsOf = (values: readonly string[], kind: Cells['kind']): Cells => ({
      ...{ band, kind, aligns },
      lines: band.map(({ at, width: column }) =>
        linesOf(values[at] ?? '', column - 2 * padding, kind === 'plain' ? faces.plain : faces.bold),
      ),
    })
    const header = cellsOf(headers, 'header')
    const tallOf = ({ lines }: Cells) => Math.max(1, ...lines.map((one) => one.length))
    const heading = () => draw(header, 0, tallOf(header))
    const fits = (count: number) => y + count * leading + 2 * padding <= bottom
    // A heading does not stand alone.
    if (!fits(tallOf(header) + 3)) turn()
    heading()
    const top = y
    let row = -1
    for (const values of printed(table)) {
      row += 1
      await eachRow()
      if (doc.destroyed) return
      const cells = cellsOf(values, table.look?.(table.rows[row] ?? []) === 'strong' ? 'strong' : 'plain')
      const count = tallOf(cells)
      if (!fits(count) && y > top) {
        await page()
        heading()
      }
      for (let from = 0; from < count;) {
        const whole = Math.max(1, Math.floor((bottom - y - 2 * padding) / leading))
        draw(cells, from, Math.min(whole, count - from))
        from += whole
        if (from < count) {
          await page()
          heading()
        }
      }
    }
    if (table.rows.length === 0) say('Không có.', { x: paper.margin, at: y + padding, width: room, bold: false })
    y += table.rows.length === 0 ? 2 * leading : leading
  }
  /** The next page, when whoever reads has kept up; in between others get their turn. */
  async function page() {
    await others()
    while (!doc.destroyed && doc.readableLength > patience) await sleep(20)
    turn()
  }

  turn()
  tell(title, { bold: true, points: 14, align: 'center' })
  y += 6
  facts()
  for (const { table, headers, needs } of planned) {
    const bands = bandsOf(needs, table.keys, room)
    for (const [index, band] of bands.entries()) {
      // The name of a table stands above some rows of it.
      if (index > 0 || y + 90 > bottom) turn()
      const part = bands.length === 1 ? '' : ` (phần ${index + 1} trên ${bands.length})`
      if (tables.length > 1 || part !== '') tell(`${table.name}${part}`, { bold: true, points: 11 })
      y += 3
      await write(table, headers, band)
      if (doc.destroyed) return
    }
  }
  doc.end()
}

const figures = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })
/** The rows of a table as people read them: 75,25 and 20/11/2026. */
function* printed({ columns, rows }: Table): Generator<readonly string[]> {
  for (const row of rows) yield columns.map((column, at) => wordOf(column, row[at] ?? null))
}
function wordOf({ format }: WrittenColumn, value: WrittenValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return figures.format(value)
  if (format === 'day') return value.split('-').toReversed().join('/')
  return value
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
}
