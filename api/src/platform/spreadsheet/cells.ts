import { plainText, type SheetRule } from '@thuoc/shared'
import type { CellValue } from './workbook.ts'
import { memberOf, wordsOf, yesNo, type Words } from './words.ts'

/** Which rule is broken, and the figures of its sentence. */
export type Refusal<Rule extends string = SheetRule> = { rule: Rule; values?: RefusalValues | undefined }
type RefusalValues = Record<string, string | number>
/** What a cell says, or what is wrong with it. */
export type Parsed<T, Rule extends string = SheetRule> = { value: T } | Refusal<Rule>
export type Parser<T, Rule extends string = SheetRule> = (cell: CellValue) => Parsed<T, Rule>

const refuse = (rule: SheetRule, values: RefusalValues): Refusal => ({ rule, values })

/** What stands in the cell, as people read it. */
export function shown(cell: CellValue): string {
  switch (cell.kind) {
    case 'text':
      return plainText(cell.text)
    case 'number':
      return cell.percent ? `${plain(cell.value * 100)}%` : plain(cell.value)
    case 'date':
      return cell.day === null ? cell.text : cell.day.split('-').reverse().join('/')
    case 'truth':
      return cell.value ? 'Có' : 'Không'
    case 'error':
      return cell.text
  }
}

/** A number without the noise of binary fractions: 6.1000000000000005 is 6.1. Excel keeps 15 digits, too. */
const plain = (value: number) => String(Number(value.toPrecision(15)))

/** For a sentence about the cell: it need not hold all of it. */
export const brief = (cell: CellValue) => shown(cell).slice(0, 80)

/** Any text of at most so many characters. */
export const textOf =
  (limit: number): Parser<string> =>
  (cell) => {
    const value = shown(cell)
    return value.length <= limit ? { value } : refuse('text-too-long', { length: value.length, limit })
  }

/** A text of a certain shape: the code of a set, the key of a figure. */
export const keyOf =
  (shape: { safeParse: (text: string) => { success: boolean } }, example: string): Parser<string> =>
  (cell) => {
    const value = shown(cell)
    return shape.safeParse(value).success ? { value } : refuse('not-a-key', { text: brief(cell), example })
  }

export type NumberLimits = { least: number; most: number; percent?: boolean }

/** `1.000` is a thousand to some and one to others. */
const ambiguous = /^\d{1,3}([.,]\d{3})+$/

/** Digits of a number, written 6.25 or 6,25; `75%` is 75 where percentages are meant. */
function digitsOf(cell: CellValue, percent: boolean): string | null {
  if (cell.kind !== 'number' && cell.kind !== 'text') return null
  const text = shown(cell).replace(/\s/g, '').replace('−', '-')
  const bare = (percent ? text.replace(/%$/, '') : text).replace(',', '.')
  if (cell.kind === 'text' && ambiguous.test(text)) return null
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(bare) ? bare : null
}

/** In hundredths, exactly; never rounded. `least` and `most` are in units. */
export const decimalOf =
  ({ least, most, percent = false }: NumberLimits): Parser<number> =>
  (cell) => {
    const digits = digitsOf(cell, percent)
    if (digits === null) return refuse('not-a-number', { text: brief(cell) })
    const value = Number(digits)
    if (value < least || value > most) return refuse('out-of-range', { text: brief(cell), least, most })
    const hundredths = Math.round(value * 100)
    // Whole hundredths, written out again, are the same number; a binary fraction alone would hide a 17th digit.
    return hundredths / 100 === value && !/\.\d\d\d*[1-9]\d*$/.test(digits)
      ? { value: hundredths }
      : refuse('too-many-decimals', { text: brief(cell) })
  }

export const wholeOf =
  ({ least, most }: NumberLimits): Parser<number> =>
  (cell) => {
    const digits = digitsOf(cell, false)
    if (digits === null) return refuse('not-a-number', { text: brief(cell) })
    const value = Number(digits)
    if (!Number.isInteger(value)) return refuse('not-whole', { text: brief(cell) })
    return value < least || value > most ? refuse('out-of-range', { text: brief(cell), least, most }) : { value }
  }

/** A day, `2022-12-30`: a date of the spreadsheet, 30/12/2022 or 2022-12-30. */
export const dayOf: Parser<string> = (cell) => {
  if (cell.kind === 'date' && cell.day !== null) return { value: cell.day }
  const text = shown(cell)
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const value = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  const date = new Date(`${value}T00:00:00Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
  return cell.kind === 'text' && isDay ? { value } : refuse('not-a-date', { text: brief(cell) })
}

/** One member of a closed set. */
export const wordOf =
  <T extends string>(words: Words<T>): Parser<T> =>
  (cell) => {
    const value = memberOf(words, shown(cell))
    return value === null ? refuse('unknown-word', { text: brief(cell), words: wordsOf(words).join('; ') }) : { value }
  }

/** Several, parted by semicolons, commas or lines. The first unknown or repeated one is the fault. */
export const wordsIn =
  <T extends string>(words: Words<T>): Parser<T[]> =>
  (cell) => {
    const found: T[] = []
    for (const text of shown(cell)
      .split(/[;,\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')) {
      const member = memberOf(words, text)
      if (member === null) return refuse('unknown-word', { text: text.slice(0, 80), words: wordsOf(words).join('; ') })
      if (!found.includes(member)) found.push(member)
    }
    return { value: found }
  }

export const truthOf: Parser<boolean> = (cell) => {
  if (cell.kind === 'truth') return { value: cell.value }
  const parsed = wordOf(yesNo)(cell)
  return 'value' in parsed ? { value: parsed.value === 'yes' } : parsed
}
