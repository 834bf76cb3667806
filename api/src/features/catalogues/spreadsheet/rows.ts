import {
  extraField,
  largestFigure,
  measurementKey,
  type Award,
  type Criterion,
  type EvidenceDemand,
  type EvidenceKind,
} from '@thuoc/shared'
import type { Workbook } from '../../../platform/spreadsheet/workbook.ts'
import {
  decimalOf,
  keyOf,
  textOf,
  truthOf,
  wholeOf,
  wordOf,
  wordsIn,
  type Parser,
} from '../../../platform/spreadsheet/cells.ts'
import { codeOf, codesMeant } from './codes.ts'
import * as layout from './layout.ts'
import { openTable, type Reading, type Row } from '../../../platform/spreadsheet/table.ts'
import type { Report } from './report.ts'
import { awardWords, demandWords, evidenceKindWords, kindWords, shareWords } from './words.ts'

export type Kind = Criterion['kind']
export type CriterionColumn = keyof typeof layout.criterionColumns
export type BandColumn = keyof typeof layout.bandColumns
type BoundColumn = 'from' | 'above' | 'to' | 'below'

const title = textOf(1000)
const score = decimalOf({ least: 0, most: 9999.99 })
/** Ends of bands are also counts and percentages. */
const bound = decimalOf({ least: 0, most: largestFigure, percent: true })
const level = wholeOf({ least: 1, most: 9 })
const figureKey = keyOf(measurementKey, 'teachers.total')

/** A code, and what it may have been where it cannot be read. */
export type CodeReading = { code: Reading<string>; meant: string[] }

function readCode<K extends string>(row: Row<K>, column: K, header: string, report: Report): CodeReading {
  const raw = row.raw(column)
  const code = row.read(column, codeOf)
  if (code.state === 'empty') {
    report(row.place(column), { rule: 'cell-empty', values: { header } })
    return { code: { state: 'unreadable' }, meant: [] }
  }
  return { code, meant: raw.state === 'read' && code.state !== 'read' ? codesMeant(raw.value) : [] }
}

/** What has to be there: an empty cell is a fault. */
function demanded<K extends string, T>(row: Row<K>, column: K, header: string, parser: Parser<T>, report: Report) {
  const reading = row.read(column, parser)
  if (reading.state !== 'empty') return reading
  report(row.place(column), { rule: 'cell-empty', values: { header } })
  return { state: 'unreadable' } as const
}

const boundsOf = <K extends string>(row: Row<K | BoundColumn>) => ({
  from: row.read('from', bound),
  above: row.read('above', bound),
  to: row.read('to', bound),
  below: row.read('below', bound),
})
export type BoundReadings = ReturnType<typeof boundsOf>

export function readLevels(workbook: Workbook, report: Report) {
  const { levelColumns: columns, sheetNames, mostRows } = layout
  const table = openTable(workbook, sheetNames.levels, columns, report, mostRows)
  const rows = table.rows.map((row) => ({
    row,
    level: demanded(row, 'level', columns.level.header, level, report),
    name: row.read('name', title),
    bounds: boundsOf(row),
  }))
  return { ...table, rows }
}

export function readGroups(workbook: Workbook, report: Report) {
  const { groupColumns: columns, sheetNames, mostRows } = layout
  const table = openTable(workbook, sheetNames.groups, columns, report, mostRows)
  const rows = table.rows.map((row) => ({
    row,
    ...readCode(row, 'code', columns.code.header, report),
    title: row.read('title', title),
    maximum: demanded(row, 'maximum', columns.maximum.header, score, report),
  }))
  return { ...table, rows }
}
export type GroupRow = ReturnType<typeof readGroups>['rows'][number]

const word = {
  kind: wordOf(kindWords),
  award: wordOf<Award['by']>(awardWords),
  share: wordOf(shareWords),
  demand: wordOf<EvidenceDemand['demand']>(demandWords),
  kinds: wordsIn<EvidenceKind>(evidenceKindWords),
}

export function readCriteria(workbook: Workbook, report: Report) {
  const { criterionColumns: columns, sheetNames, mostCriteria } = layout
  const table = openTable(workbook, sheetNames.criteria, columns, report, mostCriteria)
  const rows = table.rows.map((row) => ({
    row,
    ...readCode(row, 'code', columns.code.header, report),
    parent: row.read('parent', codeOf),
    kind: demanded(row, 'kind', columns.kind.header, word.kind, report),
    title: row.read('title', title),
    maximum: row.read('maximum', score),
    step: row.read('step', score),
    unit: row.read('unit', textOf(60)),
    target: row.read('target', wholeOf({ least: 1, most: Number.MAX_SAFE_INTEGER })),
    numerator: row.read('numerator', title),
    denominator: row.read('denominator', title),
    share: row.read('share', word.share),
    atLevel: row.read('atLevel', level),
    award: row.read('award', word.award),
    measurement: row.read('measurement', figureKey),
    of: row.read('of', figureKey),
    demand: row.read('demand', word.demand),
    kinds: row.read('kinds', word.kinds),
    least: row.read('least', wholeOf({ least: 1, most: 20 })),
    noteRequired: row.read('noteRequired', truthOf),
    doubt: row.read('doubt', textOf(1000)),
  }))
  return { ...table, rows }
}
export type CriterionRow = ReturnType<typeof readCriteria>['rows'][number]

export function readBands(workbook: Workbook, report: Report) {
  const { bandColumns: columns, sheetNames, mostRows } = layout
  const table = openTable(workbook, sheetNames.bands, columns, report, mostRows)
  const rows = table.rows.map((row) => ({
    row,
    ...readCode(row, 'code', columns.code.header, report),
    level: row.read('level', level),
    name: row.read('name', title),
    points: row.read('points', score),
    bounds: boundsOf(row),
  }))
  return { ...table, rows }
}
export type BandRow = ReturnType<typeof readBands>['rows'][number]

export function readItems(workbook: Workbook, report: Report) {
  const { itemColumns: columns, sheetNames, mostRows } = layout
  const table = openTable(workbook, sheetNames.items, columns, report, mostRows)
  const rows = table.rows.map((row) => ({
    row,
    ...readCode(row, 'code', columns.code.header, report),
    title: row.read('title', title),
    points: demanded(row, 'points', columns.points.header, score, report),
  }))
  return { ...table, rows }
}
export type ItemRow = ReturnType<typeof readItems>['rows'][number]

export function readFields(workbook: Workbook, report: Report) {
  const { fieldColumns: columns, formerFieldsSheet, sheetNames, mostRows } = layout
  const table = openTable(workbook, sheetNames.fields, columns, report, mostRows, formerFieldsSheet)
  const rows = table.rows.map((row) => ({
    row,
    ...readCode(row, 'code', columns.code.header, report),
    key: demanded(row, 'key', columns.key.header, keyOf(extraField.shape.key, 'solution'), report),
    title: row.read('title', title),
    isRequired: row.read('isRequired', truthOf),
    choice: row.read('choice', title),
  }))
  return { ...table, rows }
}
export type FieldRow = ReturnType<typeof readFields>['rows'][number]

export function readGuidance(workbook: Workbook, report: Report) {
  const { guidanceColumns: columns, sheetNames, mostRows } = layout
  const table = openTable(workbook, sheetNames.guidance, columns, report, mostRows)
  const rows = table.rows.map((row) => ({
    row,
    ...readCode(row, 'code', columns.code.header, report),
    text: demanded(row, 'text', columns.text.header, textOf(10_000), report),
  }))
  return { ...table, rows }
}
export type GuidanceRow = ReturnType<typeof readGuidance>['rows'][number]
