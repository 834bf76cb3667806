import { tierOf, tiers, type UnitId, type UnitSite } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import { faultList, openImportSheet, type ImportCheck, type ImportKind, type PlannedChange } from '../imports/index.ts'
import { place, target } from './unit-import.check.ts'
import { planUnit, type PlannedUnit } from './unit-import.plan.ts'
import { codeHolders, insertFormerCodes, insertUnits, replaceSitesOf, updateUnits } from './unit-import.repository.ts'
import { sitesOf } from './unit-details.repository.ts'
import { readUnitRow, unitColumns, unitSheetName, type UnitColumn } from './unit-sheet.ts'
import { lockTree } from './unit-tree.repository.ts'

/** As many units as the largest provinces have, and some room. */
const mostRows = 5_000

/** Units by spreadsheet: new ones are added, known ones corrected; what takes a decision is told to be done elsewhere. */
export const unitImport: ImportKind = {
  name: 'units',
  permission: 'unit.write',
  readPermission: 'unit.read',
  title: 'đơn vị',
  sheets: [{ name: unitSheetName, columns: unitColumns }],
  mostRows,
  lock: async (tx) => {
    await lockTree(tx)
  },
  check: async (db, actor, workbook): Promise<ImportCheck> => {
    const { faults, report } = faultList()
    const sheet = { name: unitSheetName, columns: unitColumns }
    const { rows } = openImportSheet<UnitColumn>(workbook, sheet, report, mostRows)
    const lines = rows.map((row) => readUnitRow(row))
    const codes = lines.flatMap(({ code, parent, formerCodes }) => [
      ...(code.state === 'read' ? [code.value] : []),
      ...(parent.state === 'read' ? [parent.value] : []),
      ...formerCodes,
    ])
    const holders = await codeHolders(db, [...new Set(codes.map((code) => code.toLowerCase()))])
    const world = { holders, branch: actor.unitPath, report }
    const targets = target(lines, world)
    const above = place(targets, world)
    const ids = targets.flatMap(({ unit }) => (unit ? [unit.id] : []))
    const sites = await sitesOf(db, ids)

    const planned: PlannedUnit[] = []
    const changes: PlannedChange[] = []
    for (const targeted of targets) {
      const { row } = targeted.line
      const tell = (column: UnitColumn, refusal: Refusal<string>) => report(row.place(column), refusal)
      const plan = planUnit(targeted, above(targeted), sites.get(targeted.id) ?? [], tell)
      if (!plan || plan.fields.length === 0) continue
      planned.push(plan)
      const { id: thingId, name, code } = plan.values
      changes.push({
        action: plan.isNew ? 'create' : 'change',
        subject: 'unit',
        label: `${name} (${code})`,
        sheet: unitSheetName,
        row: row.at + 1,
        thingId,
        fields: plan.fields,
      })
    }
    const created = planned.filter(({ isNew }) => isNew).length
    const counted = { create: created, change: planned.length - created, unchanged: targets.length - planned.length }
    return {
      rowCount: rows.length,
      faults,
      counts: (['create', 'change', 'unchanged'] as const).map((action) => ({
        subject: 'unit',
        action,
        count: counted[action],
      })),
      changes,
      apply: (tx) => apply(tx, planned),
    }
  },
}

async function apply(tx: Tx, planned: readonly PlannedUnit[]) {
  // From the top: whatever a unit stands under is there when it comes.
  for (const tier of tiers) {
    const ofTier = planned.filter(({ isNew, values }) => isNew && tierOf[values.type] === tier)
    if (ofTier.length > 0)
      await insertUnits(
        tx,
        ofTier.map(({ values }) => values),
      )
  }
  const changed = planned.filter(({ isNew }) => !isNew)
  if (changed.length > 0)
    await updateUnits(
      tx,
      changed.map(({ values }) => values),
    )
  const sites = planned.flatMap(({ values, sites: given }): [UnitId, UnitSite[]][] =>
    given ? [[values.id, given]] : [],
  )
  if (sites.length > 0) await replaceSitesOf(tx, new Map(sites))
  const former = planned.flatMap(({ values, newFormer }) => newFormer.map((code) => ({ unitId: values.id, code })))
  if (former.length > 0) await insertFormerCodes(tx, former)
}
