import type { writeXlsx } from 'hucre/xlsx'
import type { ColumnFormat, WrittenRow, WrittenValue } from './written.ts'

type Columns = NonNullable<Parameters<typeof writeXlsx>[0]['sheets'][number]['columns']>
export type Style = NonNullable<Columns[number]['style']>

/** Never with a colour: the writer puts that before the size, and readers that keep to the standard stumble over it. */
export const font = { name: 'Times New Roman', size: 12 }
const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const border = { top: line, right: line, bottom: line, left: line }
const topLeft = { vertical: 'top', wrapText: true } as const
const fillOf = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const

/** A heading; green where the column has to be filled. */
export const headerStyle = (required = false): Style => ({
  font: { ...font, bold: true },
  fill: fillOf(required ? 'C6E0B4' : 'DDEBF7'),
  border,
  alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
})

/** The mark above a table. */
export const bannerStyle: Style = {
  font: { ...font, bold: true },
  fill: fillOf('FFEB9C'),
  alignment: { vertical: 'center' },
}

export const formats: Record<ColumnFormat, Style> = {
  // Typed as text, 1.10 stays 1.10.
  text: { numFmt: '@', alignment: topLeft },
  number: { numFmt: 'General', alignment: { ...topLeft, horizontal: 'center' } },
  day: { numFmt: 'dd/mm/yyyy', alignment: { ...topLeft, horizontal: 'center' } },
}

const looks: Record<Exclude<NonNullable<WrittenRow['look']>, 'strong' | 'faulty'>, Style> = {
  header: headerStyle(),
  heading: {
    font: { ...font, bold: true, size: 13 },
    fill: fillOf('F2F2F2'),
    alignment: { vertical: 'center' },
  },
  note: { font: { ...font, italic: true }, alignment: topLeft },
}

export function styleOf(format: ColumnFormat, { look }: Pick<WrittenRow, 'look'> = {}): Style {
  if (look === 'heading' || look === 'header' || look === 'note') return looks[look]
  const fill = look === 'faulty' ? { fill: fillOf('FCE4D6') } : {}
  return { font: { ...font, bold: look === 'strong' }, border, ...fill, ...formats[format] }
}

/** A cell to type in on a locked sheet. */
export const openStyle = (format: ColumnFormat): Style => ({
  ...{ font, border, fill: fillOf('FFF8E1'), protection: { locked: false } },
  ...formats[format],
})

/** How many more letters than digits, in which widths are counted, stand in a line. */
const narrow = 1.08
/** Points of one line of 12 point type. */
const lineHeight = 16
/** As high as Excel makes a row. */
const highest = 409

/**
 * How high a row has to be for its wrapped text: not every program works it out by itself. In points.
 * @param widths of the columns, in characters
 */
export function heightOf(values: readonly WrittenValue[], widths: readonly number[]): number {
  const lines = values.map((value, column) => linesOf(String(value ?? ''), widths[column] ?? 10))
  return Math.min(highest, Math.max(1, ...lines) * lineHeight + 2)
}

const linesOf = (text: string, width: number) =>
  text.split('\n').reduce((total, part) => total + Math.max(1, Math.ceil(part.length / (width * narrow))), 0)
