import { indicatorSetCode, type IndicatorSetDefinition } from '@thuoc/shared'
import type { Workbook } from '../../../platform/spreadsheet/workbook.ts'
import {
  dayOf,
  keyOf,
  textOf,
  truthOf,
  wholeOf,
  wordOf,
  wordsIn,
  type Parser,
} from '../../../platform/spreadsheet/cells.ts'
import { mostRows, setColumns, setLines, sheetNames } from './layout.ts'
import { isSlip, namesOf } from '../../../platform/spreadsheet/headings.ts'
import { openTable, type Reading, type Row } from '../../../platform/spreadsheet/table.ts'
import type { Place, Report } from './report.ts'
import { fold } from '../../../platform/spreadsheet/words.ts'
import { unitTypeWords } from '../../org/index.ts'
import { capWords, combineWords, schemeWords } from './words.ts'

export type SetLine = keyof typeof setLines
type Line = Row<keyof typeof setColumns>

/** What holds for the whole set, with stand-ins where nothing could be read. */
export type SetSheet = Omit<IndicatorSetDefinition, 'level' | 'groups'> & {
  level: Omit<IndicatorSetDefinition['level'], 'bands'>
  place: (line: SetLine) => Place
  unreadable: ReadonlySet<SetLine>
}

const isLine = (name: string): name is SetLine => name in setLines
const lineNames = Object.keys(setLines).filter(isLine)

const longText = textOf(1000)
const capOf: Parser<number | null> = (cell) => {
  const word = wordOf(capWords)(cell)
  return 'value' in word ? { value: null } : wholeOf({ least: 1, most: 9 })(cell)
}

/** Reads the sheet of the set itself, on which every line is something else. */
export function readSetSheet(workbook: Workbook, report: Report): SetSheet {
  const { rows, place: sheet, isWhole } = openTable(workbook, sheetNames.set, setColumns, report, mostRows)
  const { lines, isDoubtful: hasDoubtful } = linesOf(rows, report)
  const unreadable = new Set<SetLine>()
  const place = (line: SetLine) => lines.get(line)?.[0]?.place('value') ?? sheet
  const headers = new Set(lines.keys())
  const isDoubtful = !isWhole || hasDoubtful

  /** Every filled cell of the lines of this name. */
  function all<T>(line: SetLine, parser: Parser<T>): T[] {
    return (lines.get(line) ?? []).flatMap((row) => {
      const reading = row.read('value', parser)
      if (reading.state === 'unreadable') unreadable.add(line)
      return reading.state === 'read' ? [reading.value] : []
    })
  }
  function one<T>(line: SetLine, parser: Parser<T>): T | undefined {
    const [value] = all(line, parser)
    return value
  }
  function demand<T>(line: SetLine, values: readonly T[]) {
    if (values.length > 0 || unreadable.has(line)) return
    unreadable.add(line)
    const { header } = setLines[line]
    if (headers.has(line)) report(place(line), { rule: 'cell-empty', values: { header } })
    else if (!isDoubtful) report(sheet, { rule: 'header-missing', values: { header } })
  }
  function needed<T>(line: SetLine, parser: Parser<T>, standIn: T): T {
    const values = all(line, parser)
    demand(line, values)
    return values[0] ?? standIn
  }
  /** All or none of several lines. */
  function together(given: Partial<Record<SetLine, unknown>>, ...names: SetLine[]) {
    if (names.every((line) => given[line] === undefined && !unreadable.has(line))) return false
    for (const line of names) demand(line, given[line] === undefined ? [] : [given[line]])
    return names.every((line) => given[line] !== undefined)
  }

  const title = one('title', longText)
  if (title === undefined && !headers.has('title')) demand('title', [])
  const decision = {
    decisionNumber: one('decisionNumber', longText),
    decisionDate: one('decisionDate', dayOf),
    decisionIssuer: one('decisionIssuer', longText),
  }
  const hasDecision = together(decision, 'decisionNumber', 'decisionDate', 'decisionIssuer')
  const refines = {
    refinesCode: one('refinesCode', keyOf(indicatorSetCode, 'QD4725')),
    refinesVersion: one('refinesVersion', wholeOf({ least: 1, most: 9999 })),
  }
  const isRefinement = together(refines, 'refinesCode', 'refinesVersion')
  const doubts = all('doubt', longText)
  const appliesTo = all('appliesTo', wordsIn(unitTypeWords)).flat()
  demand('appliesTo', appliesTo)
  return {
    code: needed('code', keyOf(indicatorSetCode, 'QD4725'), 'X1'),
    title: title ?? '',
    decision: hasDecision
      ? {
          number: decision.decisionNumber ?? '',
          date: decision.decisionDate ?? '',
          issuer: decision.decisionIssuer ?? '',
        }
      : null,
    sample: needed('sample', truthOf, false),
    ...(isRefinement && {
      refines: { code: refines.refinesCode ?? '', version: refines.refinesVersion ?? 1 },
    }),
    appliesTo: [...new Set(appliesTo)],
    evidenceCode: needed('evidenceCode', wordOf(schemeWords), 'accreditation'),
    level: {
      combine: needed('combine', wordOf(combineWords), 'lowest-group'),
      unmetConditionCapsAt: needed('cap', capOf, null),
    },
    ...(doubts.length > 0 && { doubts }),
    place,
    unreadable,
  }
}

const lineByName = new Map(lineNames.flatMap((line) => namesOf(setLines[line]).map((name) => [fold(name), line])))

const nameOf = (row: Line): Reading<SetLine | null> => {
  const name = row.raw('name')
  if (name.state !== 'read') return name
  const text = name.value.kind === 'text' ? fold(name.value.text) : ''
  return { state: 'read', value: lineByName.get(text) ?? null }
}
/** Lines by their names. A name that nobody knows, or that stands twice, may hide one of those that are missing. */
function linesOf(rows: readonly Line[], report: Report) {
  const lines = new Map<SetLine, Line[]>()
  let isDoubtful = false
  for (const row of rows) {
    const name = nameOf(row)
    if (name.state === 'unreadable') {
      isDoubtful = true
      continue
    }
    const filled = row.raw('value').state !== 'empty'
    if (name.state === 'empty') {
      isDoubtful ||= filled
      if (filled) report(row.place('name'), { rule: 'cell-empty', values: { header: setColumns.name.header } })
      continue
    }
    if (name.value === null) {
      isDoubtful = true
      report(row.place('name'), unknownLine(row))
      continue
    }
    const known = lines.get(name.value) ?? []
    const isRepeated = 'repeated' in setLines[name.value]
    if (isRepeated || known.length === 0) lines.set(name.value, [...known, row])
    else {
      isDoubtful = true
      report(row.place('name'), { rule: 'twice', values: { first: known[0]?.place('name').cell ?? '' } })
    }
  }
  return { lines, isDoubtful }
}

function unknownLine(row: Line) {
  const cell = row.raw('name')
  const header = cell.state === 'read' && cell.value.kind === 'text' ? cell.value.text.trim().slice(0, 80) : ''
  const slip = lineNames.map((line) => setLines[line].header).find((known) => isSlip(fold(header), fold(known)))
  return { rule: 'header-unknown', values: { header, ...(slip !== undefined && { expected: slip }) } } as const
}
