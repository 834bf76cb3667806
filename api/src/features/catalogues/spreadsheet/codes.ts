import { brief, shown, type Parser } from '../../../platform/spreadsheet/cells.ts'
import type { CellValue } from '../../../platform/spreadsheet/workbook.ts'

const codeShape = /^\d{1,2}(\.\d{1,2}){0,3}$/

/**
 * The code of a group or criterion. A cell with a number is taken where it can only have meant one thing: 1.1 may have
 * been typed 1.10.
 */
export const codeOf: Parser<string> = (cell) => {
  const text = shown(cell).replace(/\.$/, '')
  if (cell.kind === 'number' && /^\d{1,2}\.\d$/.test(text)) return { rule: 'not-a-code', values: { text, code: text } }
  if ((cell.kind === 'text' || cell.kind === 'number') && codeShape.test(text)) return { value: text }
  return { rule: 'not-a-code', values: { text: brief(cell) } }
}

/** What an unreadable code may have been; empty where nobody can tell. */
export function codesMeant(cell: CellValue): string[] {
  const text = shown(cell)
    .replace(/,/g, '.')
    .replace(/[^\d.]/g, '')
    .replace(/\.$/, '')
  if (cell.kind === 'date' || !codeShape.test(text)) return []
  return cell.kind === 'number' ? [text, `${text}0`] : [text]
}
