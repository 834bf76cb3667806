import {
  indicatorSetDefinition,
  cellRules,
  type CellFault,
  type IndicatorSetDefinition,
  type RefinedSet,
  type SpreadsheetPreview,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Workbook } from '../../../platform/spreadsheet/workbook.ts'
import { attach, type Attachments } from './attach.ts'
import { buildGroup, levelBand } from './build.ts'
import { requireColumns } from './columns.ts'
import { formerFieldsSheet, sheetNames } from './layout.ts'
import { readBands, readCriteria, readFields, readGroups, readGuidance, readItems, readLevels } from './rows.ts'
import { readSetSheet } from './set-sheet.ts'
import { reportSetFaults, type Draft } from './set-faults.ts'
import type { Report } from './report.ts'
import { plant, type Tree } from './tree.ts'

/** The set that a workbook says it refines, whatever else may be wrong with it. */
export const refinesOf = (workbook: Workbook): RefinedSet | undefined => readSetSheet(workbook, () => {}).refines

/**
 * What a workbook would become, and every fault with its sheet and cell: those of cells and those of the set. A fault
 * is named where it stands and hides no other; what only follows from it is not named.
 * @param refined the set that it refines; null where there is no such set. Left out: not looked at.
 */
export function readDefinition(workbook: Workbook, refined?: IndicatorSetDefinition | null): SpreadsheetPreview {
  const faults: CellFault[] = []
  const report: Report = ({ sheet, cell }, { rule, values }) => {
    faults.push({ sheet, cell, rule, ...(values && { values }) })
  }
  const set = readSetSheet(workbook, report)
  const levels = readLevels(workbook, report)
  const groups = readGroups(workbook, report)
  const criteria = readCriteria(workbook, report)
  const tree = plant({ groups, criteria }, report)
  const attachments = {
    bands: readBands(workbook, report),
    items: readItems(workbook, report),
    fields: readFields(workbook, report),
    guidance: readGuidance(workbook, report),
  }
  attach(tree, attachments, report)
  for (const criterion of tree.criteria) requireColumns(criterion, report)
  const draft: Draft = {
    set,
    levels: { ...levels, hasGroups: groups.isWhole },
    tree,
    groups: groups.place,
    criteria: criteria.place,
    isWhole: groups.isWhole && criteria.isWhole,
  }
  reportSetFaults(draft, refined, report)
  const isReadable = !faults.some(({ rule }) => isCellRule.has(rule)) && isPlaced(tree, attachments)
  return { definition: isReadable ? definitionOf(draft) : null, faults: inOrder(faults) }
}

/** Whether every row has somebody to belong to. A draft without some of them would have lost them in silence. */
const isPlaced = ({ criteria, holdersOf }: Tree, { bands, items, fields, guidance }: Attachments) =>
  criteria.every(({ parent }) => parent !== null) &&
  [bands, items, fields, guidance].every(({ rows }) =>
    rows.every(({ code }) => code.state !== 'read' || holdersOf(code.value).length > 0),
  )

const isCellRule: ReadonlySet<string> = new Set(cellRules)

/** Through the schema once more: what is not a definition must not look like one. */
function definitionOf({ set, levels, tree }: Draft): IndicatorSetDefinition {
  const { place: _place, unreadable: _unreadable, level, ...head } = set
  const naming = { codeOf: ({ code }: { code: string | null }) => code ?? '', unknownMaximum: 0 }
  const definition = {
    ...head,
    level: { ...level, bands: levels.rows.map((row) => levelBand(row)) },
    groups: tree.groups.map((group) => buildGroup(group, naming)),
  }
  return indicatorSetDefinition.parse(z.encode(indicatorSetDefinition, definition))
}

const sheetOrder: readonly string[] = Object.values(sheetNames)
const orderOf = (sheet: string) =>
  sheetOrder.indexOf(formerFieldsSheet.some((name) => name === sheet) ? sheetNames.fields : sheet)

/** As one goes through the workbook: sheet by sheet, row by row. */
function inOrder(faults: readonly CellFault[]): CellFault[] {
  const keyOf = ({ sheet, cell }: CellFault) => {
    const [, letters = '', digits = '0'] = /^([A-Z]+)(\d+)$/.exec(cell ?? '') ?? []
    const column = [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0)
    return [orderOf(sheet), Number(digits), column] as const
  }
  return faults
    .map((fault) => ({ fault, key: keyOf(fault) }))
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2])
    .map(({ fault }) => fault)
}
