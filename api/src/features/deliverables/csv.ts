import type { WrittenValue } from '../../platform/spreadsheet/write.ts'

/** What a spreadsheet would take for a formula when it opens the file. */
const formula = /^[=+\-@\t\r]/

/** CSV as Excel in Vietnam opens it: UTF-8 with its mark, semicolons, every text in quotation marks. */
export const csvOf = (rows: readonly (readonly WrittenValue[])[]): Buffer =>
  Buffer.from(`\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`)

function cell(value: WrittenValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`
}
