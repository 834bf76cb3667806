import type { Column, Content, TableCell } from 'pdfmake/interfaces.js'
import { decree, points, runsOf } from './decree.ts'
import type { Block, Column as TableColumn, Masthead, Signatures, Table, TextStyle } from './layout.ts'
import type { Scope } from './values.ts'

const { sizes } = decree

/** Text of a layout with its bold passages: the values come after, so that theirs stand as they are. */
const runs = (text: string, scope: Scope) =>
  runsOf(text).map((run) => ({ text: breakable(scope.text(run.text)), ...(run.bold && { bold: true }) }))

/** Where a word is so long that nobody wrote it: to find out where it breaks takes the square of its length. */
const breakable = (text: string) => text.replace(/\S{300}(?=\S)/g, '$&\u200b')

const looks: Record<TextStyle, object> = {
  body: { alignment: 'justify', leadingIndent: points(decree.indent), margin: [0, 3, 0, 3] },
  basis: { alignment: 'justify', italics: true, leadingIndent: points(decree.indent), margin: [0, 3, 0, 3] },
  article: { bold: true, leadingIndent: points(decree.indent), margin: [0, 3, 0, 3] },
  section: { bold: true, alignment: 'center', margin: [0, 6, 0, 3] },
  center: { bold: true, alignment: 'center', margin: [0, 6, 0, 6] },
  addressee: { alignment: 'center', margin: [0, 6, 0, 6] },
  display: { bold: true, alignment: 'center', fontSize: sizes.display, margin: [0, 6, 0, 6] },
  plain: { margin: [0, 2, 0, 2] },
  middle: { alignment: 'center', margin: [0, 2, 0, 2] },
  dated: { alignment: 'center', italics: true },
  note: { italics: true, fontSize: sizes.table, margin: [0, 3, 0, 3] },
}

/** A line in the middle, as long as a share of the column in points. */
export const ruleOf = (length: number, below: 'subject' | 'masthead'): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: length, y2: 0, lineWidth: 0.6 }],
  alignment: 'center',
  margin: [0, 1, 0, below === 'subject' ? 8 : 0],
})

const centred = (text: string, fontSize: number, look: object = {}): Content => ({
  text,
  fontSize,
  alignment: 'center',
  lineHeight: 1.1,
  ...look,
})

const headColumns = (left: Content[], right: Content[]): Content => ({
  columns: [
    { width: '42%', stack: left },
    { width: '58%', stack: right },
  ],
})
export function mastheadOf({ superior, issuer, number, placeAndDate }: Masthead, scope: Scope): Content {
  const heads = headColumns(
    [
      centred(scope.text(`{${superior}}`).toLocaleUpperCase('vi'), sizes.issuer),
      centred(scope.text(`{${issuer}}`).toLocaleUpperCase('vi'), sizes.issuer, { bold: true }),
      ruleOf(60, 'masthead'),
    ],
    [
      centred(decree.nation, sizes.nation, { bold: true }),
      centred(decree.motto, sizes.motto, { bold: true }),
      ruleOf(150, 'masthead'),
    ],
  )
  // Number and date stand in one line, however long the names above are.
  const margin = [0, 4, 0, 0]
  const numbered = number === undefined ? [] : [centred(scope.text(number), sizes.number, { margin })]
  const dated =
    placeAndDate === undefined ? [] : [centred(scope.text(placeAndDate), sizes.place, { italics: true, margin })]
  return { stack: [heads, headColumns(numbered, dated)] }
}

/** What a page has for text, in points. */
export type Room = { width: number; height: number }
/** At the left and at the right of a cell together. */
const cellPadding = 9

export function contentOf(block: Block, scope: Scope, room: Room): Content[] {
  switch (block.kind) {
    case 'text':
      return [{ text: runs(block.text, scope), ...looks[block.style] }]
    case 'pairs':
      return block.rows.map(([label, text]) => ({
        columns: [
          { width: '32%', text: runs(label, scope) },
          { width: '*', text: runs(text, scope) },
        ],
        margin: [0, 2, 0, 2],
      }))
    case 'image': {
      const picture = scope.image(block.name)
      const alignment = block.align
      return picture ? [{ image: `data:image/png;base64,${picture.png}`, width: points(picture.width), alignment }] : []
    }
    case 'masthead':
      return [mastheadOf(block.masthead, scope)]
    case 'beside':
      return [besideOf(block.columns, scope, room)]
    case 'each':
      return scope.rows(block.list).flatMap((row, index): Content[] => {
        const those = block.blocks.flatMap((one) => contentOf(one, row, room))
        return block.paged === true && index > 0 ? [{ stack: those, pageBreak: 'before' }] : those
      })
    case 'table':
      return [tableOf(block, scope, room)]
    case 'annex':
      return []
  }
}

function besideOf(columns: Extract<Block, { kind: 'beside' }>['columns'], scope: Scope, room: Room): Content {
  const shares = columns.reduce((sum, { width }) => sum + width, 0)
  return {
    columns: columns.map(({ width, blocks }) => ({
      width: `${(width / shares) * 100}%`,
      stack: blocks.flatMap((one) => contentOf(one, scope, room)),
    })),
  }
}

/**
 * Whether a text may take more than half a sheet. What is to stay on one and is higher would be lost. Letters of Tinos are
 * half as wide as high, narrower on the whole: rather too many lines than too few.
 */
export function isHigh(text: string, size: number, { width, height }: Room): boolean {
  const letters = Math.max(1, Math.floor(width / (size * 0.5)))
  const count = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0)
  return count * size * 1.3 > height / 2
}

/** A row is kept on one sheet; the table of one that has no room there is let break anywhere. */
const keepsRows = (
  columns: readonly (TableColumn & { share: number })[],
  rows: readonly Scope[],
  { width, height }: Room,
) =>
  !rows.some((row) =>
    columns.some(({ text, share }) =>
      isHigh(row.text(text), sizes.table, { width: width * share - cellPadding, height }),
    ),
  )

function tableOf({ list, columns }: Table, scope: Scope, room: Room): Content {
  const shares = columns.reduce((sum, { width }) => sum + width, 0)
  const sized = columns.map((column) => ({ ...column, share: column.width / shares }))
  const heading = columns.map(({ title }): TableCell => ({
    text: title,
    bold: true,
    alignment: 'center',
    fontSize: sizes.table,
  }))
  const rows = scope.rows(list)
  const body = rows.map((row) =>
    columns.map((column): TableCell => ({
      text: runs(column.text, row),
      fontSize: sizes.table,
      alignment: column.align ?? 'left',
    })),
  )
  return {
    table: {
      headerRows: 1,
      dontBreakRows: keepsRows(sized, rows, room),
      widths: sized.map(({ share }) => `${share * 100}%`),
      body: [heading, ...body],
    },
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
    margin: [0, 4, 0, 6],
  }
}

export function closingOf({ recipients, signers }: Signatures, scope: Scope): Content {
  const hands = signers.map(({ capacity, name }): Column => ({
    width: '*',
    stack: [
      { text: scope.text(capacity), bold: true, alignment: 'center' },
      { text: scope.text(name), bold: true, alignment: 'center', margin: [0, 64, 0, 0] },
    ],
  }))
  const received: Column = {
    width: '*',
    stack:
      recipients === undefined
        ? []
        : [
            { text: 'Nơi nhận:', bold: true, italics: true, fontSize: decree.recipients.heading },
            { text: scope.text(`{${recipients}}`), fontSize: decree.recipients.list },
          ],
  }
  const columns = recipients === undefined && hands.length > 1 ? hands : [received, ...hands]
  return { columns, margin: [0, 14, 0, 0], unbreakable: true }
}
