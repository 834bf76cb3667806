import {
  decimalText,
  emptyAnswer,
  isScoreEntered,
  isReadByFigures,
  largestFigure,
  maximumOf,
  type Answer,
  type Criterion,
  type Hundredths,
} from '@thuoc/shared'
import { decimalOf, shown, textOf, truthOf, wholeOf, type Parsed } from '../../platform/spreadsheet/cells.ts'
import { fold, wordsOf, yesNo } from '../../platform/spreadsheet/words.ts'
import type { CellValue } from '../../platform/spreadsheet/workbook.ts'
import type { ColumnFormat, WrittenValue } from '../../platform/spreadsheet/written.ts'

/** One cell of the workbook: which part of an answer it holds, how it is written and read. `note` has its own column. */
export type Input = {
  /** `score`, `items/0`, `fields/solution`: the path by which the rules name it. */
  part: string
  label: string
  hint: string
  format: ColumnFormat
  words?: readonly string[]
  write: (given: Answer) => WrittenValue
  /** @returns the answer with this part as the cell has it; null: the cell is empty */
  read: (given: Answer, cell: CellValue | null) => Parsed<Answer>
}

const decimals = (value: Hundredths) =>
  decimalText(value)
    .replace(/\.?0+$/, '')
    .replace('.', ',')
const yesOrNo = wordsOf(yesNo)
const saidYes = (value: boolean | null | undefined) =>
  value === null || value === undefined ? null : value ? 'Có' : 'Không'

/** Puts what a parser reads into its place; an empty cell leaves nothing there. */
const reading =
  <T>(parser: (cell: CellValue) => Parsed<T>, put: (given: Answer, value: T | null) => Answer): Input['read'] =>
  (given, cell) => {
    if (cell === null) return { value: put(given, null) }
    const parsed = parser(cell)
    return 'value' in parsed ? { value: put(given, parsed.value) } : parsed
  }

const score = (criterion: Criterion): Input => {
  const step = criterion.kind === 'points' && criterion.step ? `, bước ${decimals(criterion.step)}` : ''
  return {
    part: 'score',
    label: 'Điểm tự đánh giá',
    hint: `Số từ 0 đến ${decimals(maximumOf(criterion))}${step}`,
    format: 'number',
    write: (given) => (given.score === null ? null : given.score / 100),
    read: reading(decimalOf({ least: 0, most: 9999.99 }), (given, value) => ({ ...given, score: value })),
  }
}

const figure = (part: 'count' | 'numerator' | 'denominator', label: string): Input => ({
  ...{ part, label, hint: 'Số nguyên', format: 'number' },
  write: (given) => given[part],
  read: reading(wholeOf({ least: 0, most: largestFigure }), (given, value) => ({ ...given, [part]: value })),
})

const met: Input = {
  ...{ part: 'met', label: 'Đáp ứng điều kiện', hint: 'Có hoặc Không', format: 'text', words: yesOrNo },
  write: (given) => saidYes(given.met),
  read: reading(truthOf, (given, value) => ({ ...given, met: value })),
}

const item = (title: string, at: number): Input => ({
  ...{ part: `items/${at}`, label: title, hint: 'Có hoặc Không', format: 'text', words: yesOrNo },
  write: (given) => saidYes(given.items?.includes(at)),
  read: reading(truthOf, (given, value) => {
    if (value === null && given.items === null) return given
    const others = (given.items ?? []).filter((one) => one !== at)
    return { ...given, items: value ? [...others, at].sort((a, b) => a - b) : others }
  }),
})

/** A member of a list by its number, its text, or both as they are written: `2. Có phần mềm`. */
const memberOf =
  (titles: readonly string[]) =>
  (cell: CellValue): Parsed<number> => {
    const text = fold(shown(cell))
    const at = titles.findIndex((title, index) =>
      [title, `${index + 1}`, `${index + 1}. ${title}`].some((word) => fold(word) === text),
    )
    return at >= 0
      ? { value: at }
      : { rule: 'unknown-word', values: { text: text.slice(0, 80), words: numbered(titles).join('; ') } }
  }
const numbered = (titles: readonly string[]) => titles.map((title, at) => `${at + 1}. ${title}`)

function choice(titles: readonly string[]): Input {
  const words = numbered(titles)
  return {
    ...{ part: 'choice', label: 'Mức chọn', hint: 'Chọn một trong danh sách', format: 'text', words },
    write: (given) => (given.choice === null ? null : (words[given.choice] ?? null)),
    read: reading(memberOf(titles), (given, value) => ({ ...given, choice: value })),
  }
}

function field({ key, title, choices }: NonNullable<Criterion['fields']>[number]): Input {
  const chosen =
    choices &&
    ((cell: CellValue): Parsed<string> => {
      const found = memberOf(choices)(cell)
      return 'value' in found ? { value: choices[found.value] ?? '' } : found
    })
  return {
    ...{ part: `fields/${key}`, label: title, hint: choices ? 'Chọn một trong danh sách' : 'Văn bản', format: 'text' },
    ...(choices && { words: choices }),
    write: (given) => given.fields[key] ?? null,
    read: reading(chosen ?? textOf(1000), (given, value) => {
      const { [key]: _, ...others } = given.fields
      return { ...given, fields: value === null ? others : { ...others, [key]: value } }
    }),
  }
}

/** The cells of a line in their order; of what the system counts none. */
export function inputsOf(criterion: Criterion): Input[] {
  const fields = (criterion.fields ?? []).map(field)
  const scored = criterion.kind !== 'sum' && isScoreEntered(criterion) ? [score(criterion)] : []
  switch (criterion.kind) {
    case 'condition':
      return [met, ...fields]
    case 'checklist':
      return [...criterion.items.map(({ title }, at) => item(title, at)), ...fields]
    case 'choice':
      return [choice(criterion.choices.map(({ title }) => title)), ...fields]
    case 'count':
      return [figure('count', criterion.unit ? `Số lượng (${criterion.unit})` : 'Số lượng'), ...scored, ...fields]
    case 'ratio':
      return [
        figure('numerator', criterion.numerator ?? 'Số đạt'),
        figure('denominator', criterion.denominator ?? 'Tổng số'),
        ...scored,
        ...fields,
      ]
    default:
      return [...scored, ...fields]
  }
}

export const readNote = reading(textOf(5000), (given, value) => ({ ...given, note: value ?? '' }))

/** What the system counts by itself stays as it stands. */
export const withComputed = (criterion: Criterion, given: Answer, standing: Answer = emptyAnswer): Answer =>
  criterion.kind === 'aggregate' && isReadByFigures(criterion)
    ? { ...given, numerator: standing.numerator, denominator: standing.denominator }
    : given
