import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
} from 'docx'
import { decree, runsOf } from './decree.ts'
import { twips } from './docx-styles.ts'
import type { Align, Column, Line, Masthead, Signatures, TextStyle } from './layout.ts'

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<Align, unknown>

/** Text in a style, with its bold passages. */
export const styled = (style: string, text: string, options: IParagraphOptions = {}) =>
  new Paragraph({
    style,
    ...options,
    children: runsOf(text).map((run) => new TextRun({ text: run.text, ...(run.bold && { bold: true }) })),
  })
export const aligned = (align: Align) => ({ alignment: alignments[align] })

/** A line under what stands above, as long as the decree wants it: Word has no such line but a border. */
const rule = (indent: number) =>
  new Paragraph({
    style: 'Rule',
    spacing: { before: 60 },
    indent: { left: twips(indent), right: twips(indent) },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
  })

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const bare = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const side = (width: number, children: Paragraph[]) =>
  new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    margins: { left: 0, right: 0 },
    borders: { top: none, bottom: none, left: none, right: none },
    children,
  })
type Sides = readonly { width: number; children: Paragraph[] }[]
/** Columns side by side without a line, in millimetres; further rows stand below in the same columns. */
const beside = (columns: Sides, ...below: Sides[]) =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(columns.reduce((sum, { width }) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => twips(width)),
    borders: bare,
    rows: [columns, ...below].map(
      (row) => new TableRow({ cantSplit: true, children: row.map((one) => side(one.width, filled(one.children))) }),
    ),
  })

/** Ô 1 đến 4: who issues it at the left, the nation at the right, number and date below. */
export function mastheadOf({ superior, issuer, number, placeAndDate }: Masthead, measure: number) {
  const left = measure * 0.42
  const right = measure - left
  const heads = [
    {
      width: left,
      children: [styled('Superior', `{${superior}}`), styled('Issuer', `{${issuer}}`), rule(left * 0.32)],
    },
    { width: right, children: [styled('Nation', decree.nation), styled('Motto', decree.motto), rule(right * 0.18)] },
  ]
  if (number === undefined && placeAndDate === undefined) return [beside(heads)]
  // Number and date stand in one line, however long the names above are.
  const numbered = number === undefined ? [] : [styled('Number', number)]
  const dated = placeAndDate === undefined ? [] : [styled('Place', placeAndDate)]
  return [
    beside(heads, [
      { width: left, children: numbered },
      { width: right, children: dated },
    ]),
  ]
}

/** A table whose heading stands on each page again, and whose rows stay whole. */
export function tableOf(list: string, columns: readonly Column[], measure: number) {
  const shares = columns.reduce((sum, { width }) => sum + width, 0)
  const width = (column: Column) => twips((measure * column.width) / shares)
  const cell = (column: Column, child: Paragraph) =>
    new TableCell({
      width: { size: width(column), type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 60, right: 60 },
      children: [child],
    })
  const last = columns.length - 1
  const around = (index: number, text: string) =>
    `${index === 0 ? `{#${list}}` : ''}${text}${index === last ? `{/${list}}` : ''}`
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(measure), type: WidthType.DXA },
    columnWidths: columns.map(width),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column) => cell(column, styled('Heading', column.title))),
      }),
      new TableRow({
        cantSplit: true,
        children: columns.map((column, index) =>
          cell(column, styled('Cell', around(index, column.text), aligned(column.align ?? 'left'))),
        ),
      }),
    ],
  })
}

/** The style of the template in which each stands. */
export const styleOf: Record<TextStyle, string> = {
  body: 'Body',
  basis: 'Basis',
  article: 'Heading2',
  section: 'Heading1',
  center: 'Centred',
  display: 'Display',
  plain: 'Plain',
  addressee: 'Addressee',
  middle: 'Middle',
  dated: 'Dated',
  note: 'Note',
}
/** Text, or the place of a picture. */
export const lineOf = (line: Line) =>
  line.kind === 'text' ? styled(styleOf[line.style], line.text) : styled('Plain', `{${line.name}}`, aligned(line.align))

type Columns = readonly { width: number; blocks: readonly Line[] }[]
/** Columns without lines, over the whole width. */
export function besideOf(columns: Columns, measure: number) {
  const shares = columns.reduce((sum, { width }) => sum + width, 0)
  return beside(columns.map((one) => ({ width: (measure * one.width) / shares, children: one.blocks.map(lineOf) })))
}

/** What it is at the left, how it stands at the right, without lines. */
export function pairsOf(rows: readonly (readonly [string, string])[], measure: number) {
  const label = measure * 0.32
  return rows.map(([name, text]) =>
    beside([
      { width: label, children: [styled('Plain', name)] },
      { width: measure - label, children: [styled('Plain', text)] },
    ]),
  )
}

/** Ô 7 and 9: receivers at the left, who signs at the right, with room for a hand and a stamp. */
export function closingOf({ recipients, signers }: Signatures, measure: number) {
  const hands = signers.map(({ capacity, name }) => [
    styled('Capacity', capacity),
    ...Array.from({ length: 4 }, () => new Paragraph({ style: 'Signatory', keepNext: true, children: [] })),
    styled('Signatory', name),
  ])
  const received =
    recipients === undefined ? [] : [styled('RecipientsHeading', 'Nơi nhận:'), styled('Recipients', `{${recipients}}`)]
  const columns = recipients === undefined && hands.length > 1 ? hands : [received, ...hands]
  const width = measure / columns.length
  return [
    new Paragraph({ style: 'Plain', keepNext: true }),
    beside(columns.map((children) => ({ width, children: filled(children) }))),
  ]
}
/** A cell without a paragraph is no cell for Word. */
const filled = (children: Paragraph[]) => (children.length > 0 ? children : [new Paragraph({})])
