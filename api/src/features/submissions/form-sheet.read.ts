import {
  faultOfAnswer,
  linesOf,
  type Answer,
  type Criterion,
  type IndicatorSetDefinition,
  type SheetFault,
  type SubmissionId,
} from '@thuoc/shared'
import { Problem } from '../../platform/problem.ts'
import { shown, wholeOf } from '../../platform/spreadsheet/cells.ts'
import type { Place } from '../../platform/spreadsheet/report.ts'
import { openTable, type Row } from '../../platform/spreadsheet/table.ts'
import type { Cell, Workbook } from '../../platform/spreadsheet/workbook.ts'
import { inputsOf, readNote, withComputed, type Input } from './form-sheet.layout.ts'
import { columns, headKeyOf, keyOf, sheetName, type SheetColumnName } from './form-sheet.write.ts'

/** What a workbook says of one line, on the version it was made from. */
export type ReadLine = { criterion: Criterion; version: number; mine: Answer; row: number; faulty: boolean }
/** What stood there in a version of a line; the one of now where nobody knows it. */
export type AnswerAt = (code: string, version: number) => Answer
export type Standing = (code: string) => Answer

/** More rows than any form has cells. */
const mostRows = 5_000
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** @throws Problem `form-sheet.other-file` where the workbook does not say that it is of this file */
export function requireOwn({ sheets }: Workbook, id: SubmissionId) {
  const marks = sheets.flatMap(({ rows }) =>
    [0, 1, 2].flatMap((row) =>
      [...(rows.get(row)?.values() ?? [])].flatMap((cell) =>
        cell.kind === 'text' ? (uuid.exec(cell.text) ?? []) : [],
      ),
    ),
  )
  if (!marks.some((mark) => mark.toLowerCase() === id)) throw new Problem('form-sheet.other-file')
}

/** A figure that somebody had worked out counts as what it came to; they see it before it is saved. */
const plain = (cell: Cell): Cell =>
  cell.kind === 'formula' && cell.result !== null && cell.result.kind !== 'error' ? cell.result : cell
const withResults = ({ sheets }: Workbook): Workbook => ({
  sheets: sheets.map(({ rows, ...sheet }) => ({
    ...sheet,
    rows: new Map(
      [...rows].map(([at, line]) => [at, new Map([...line].map(([column, cell]) => [column, plain(cell)]))]),
    ),
  })),
})

type Keyed = Map<string, Row<SheetColumnName>>

/**
 * Reads every line that the workbook still holds; a row that was deleted says nothing, an empty cell takes back.
 * Faults name the cell to mend.
 */
export function readFormSheet(
  workbook: Workbook,
  definition: IndicatorSetDefinition,
  answerAt: AnswerAt,
  standing: Standing,
): { lines: ReadLine[]; faults: SheetFault[] } {
  const faults: SheetFault[] = []
  const fault = (place: Place, rule: string, values: SheetFault['values'] = {}, code: string | null = null) =>
    faults.push({ ...place, code, rule, values })
  const table = openTable(
    withResults(workbook),
    sheetName,
    columns,
    (place, { rule, values = {} }) => fault(place, rule, values),
    mostRows,
  )

  const keyed: Keyed = new Map()
  const lines = linesOf(definition).map(({ criterion }) => ({ criterion, inputs: inputsOf(criterion) }))
  const expected = new Set(lines.flatMap(({ criterion, inputs }) => keysOf(criterion.code, inputs)))
  for (const row of table.rows) {
    const cell = row.raw('key')
    if (cell.state !== 'read') continue
    const key = shown(cell.value)
    if (!expected.has(key)) fault(row.place('key'), 'no-such-line', { text: key.slice(0, 80) })
    else if (keyed.has(key)) fault(row.place('key'), 'twice', { first: keyed.get(key)?.place('key').cell ?? '' })
    else keyed.set(key, row)
  }

  function lineOf({ criterion, inputs }: (typeof lines)[number]): ReadLine[] {
    const { code } = criterion
    const rows = keysOf(code, inputs).flatMap((key) => keyed.get(key) ?? [])
    const [first] = rows
    if (!first) return []
    const known = faults.length
    const version = first.read('version', wholeOf({ least: 0, most: 1_000_000 }))
    if (version.state === 'empty') fault(first.place('version'), 'cell-empty', { header: columns.version.header }, code)
    if (version.state !== 'read') return []

    const put = (
      given: Answer,
      row: Row<SheetColumnName> | undefined,
      column: 'value' | 'note',
      read: Input['read'],
    ) => {
      const cell = row?.raw(column)
      if (!row || !cell || cell.state === 'unreadable') return given
      const parsed = read(given, cell.state === 'read' ? cell.value : null)
      if ('value' in parsed) return parsed.value
      fault(row.place(column), parsed.rule, parsed.values, code)
      return given
    }
    const base = withComputed(criterion, answerAt(code, version.value), standing(code))
    const said = inputs.reduce(
      (given, input) => put(given, keyed.get(keyOf(code, input.part)), 'value', input.read),
      base,
    )
    const mine = put(said, keyed.get(headKeyOf(code, inputs)), 'note', readNote)

    const wrong = faultOfAnswer(criterion, mine)
    if (wrong) {
      const row = keyed.get(keyOf(code, wrong.item.path)) ?? first
      fault(row.place('value'), wrong.code, wrong.item.values, code)
    }
    return [{ criterion, version: version.value, mine, row: first.at + 1, faulty: faults.length > known }]
  }
  return { lines: lines.flatMap((line) => lineOf(line)), faults }
}

const keysOf = (code: string, inputs: readonly Input[]) => [
  ...new Set([headKeyOf(code, inputs), ...inputs.map(({ part }) => keyOf(code, part))]),
]
