import type { ImportChange, ImportCount, ImportKindName, Permission } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { SheetLayout } from '../../platform/spreadsheet/layout.ts'
import type { Place } from '../../platform/spreadsheet/report.ts'
import { openTable, type Table } from '../../platform/spreadsheet/table.ts'
import { fold } from '../../platform/spreadsheet/words.ts'
import type { Workbook } from '../../platform/spreadsheet/workbook.ts'

/** A fault with its place; `rule` is one of any table or one of the words of the kind. */
export type FoundFault = Place & { rule: string; values: Record<string, string | number> }
/** What a row does; `thingId` may be made beforehand, so that the report leads to the thing. */
export type PlannedChange = Omit<ImportChange, 'thingId'> & { thingId?: string }

/** What a file comes to, as the database stands. */
export type ImportCheck = {
  /** Rows of data, over all sheets. */
  rowCount: number
  faults: readonly FoundFault[]
  /** Sorted as they are told; also what stays as it is. */
  counts: readonly ImportCount[]
  changes: readonly PlannedChange[]
  /** Writes it, all of it. Only called where there are no faults, in the transaction that was given to `check`. */
  apply: (tx: Tx) => Promise<void>
}

/**
 * One sort of thing that comes in by spreadsheet. The mechanism keeps the file, shows faults and changes, and asks
 * `check` a second time within the transaction that applies: what was true when the file came may not be any more.
 * The same file again must come to the same changes, in the same words, or to none.
 */
export type ImportKind = {
  name: ImportKindName
  /** Who may bring it in, and who may read what others brought in. */
  permission: Permission
  readPermission: Permission
  /** What the template is called. */
  title: string
  /** The first is that of a CSV file. */
  sheets: readonly SheetLayout[]
  /** Rows of each sheet. */
  mostRows: number
  /** Holds what `check` builds on until the transaction ends: two imports of one province go one after the other. */
  lock: (tx: Tx, actor: Actor) => Promise<void>
  check: (db: Queryable, actor: Actor, workbook: Workbook) => Promise<ImportCheck>
}

/** Takes down faults; give it to `openImportSheet` and report the rules of the kind to it as well. */
export function faultList() {
  const faults: FoundFault[] = []
  const report = ({ sheet, cell }: Place, { rule, values = {} }: Refusal<string>) => {
    faults.push({ sheet, cell, rule, values })
  }
  return { faults, report }
}

/** One sheet of the file as a table; an optional one that is not there has no rows and is no fault. */
export function openImportSheet<Column extends string>(
  workbook: Workbook,
  { name, columns, optional }: SheetLayout<Column>,
  report: (place: Place, refusal: Refusal<string>) => void,
  mostRows: number,
): Table<Column> {
  const isThere = workbook.sheets.some((sheet) => fold(sheet.name) === fold(name))
  if (optional && !isThere) return { rows: [], isWhole: true, place: { sheet: name, cell: null } }
  return openTable(workbook, name, columns, report, mostRows)
}
