import { Problem } from '../../platform/problem.ts'
import { faultList, openImportSheet, type ImportCheck, type ImportKind } from '../imports/index.ts'
import { planTree, type TreePlan } from './tree-change.plan.ts'
import {
  closuresSheet,
  decisionSheet,
  movesSheet,
  newUnitsSheet,
  readClosure,
  readDecision,
  readMove,
  readNewUnit,
} from './tree-change.sheets.ts'
import type { UnitChangesService } from './unit-changes.service.ts'
import { codeHolders } from './unit-import.repository.ts'
import { lockTree } from './unit-tree.repository.ts'

/** As many units as the largest provinces have, and some room. */
const mostRows = 5_000

type Steps = Pick<UnitChangesService, 'tryOut' | 'makeSteps'>
type Count = ImportCheck['counts'][number]
type List = ReturnType<typeof faultList>['report']

/**
 * A reorganisation by spreadsheet, as when communes took the place of districts: new units, units that move and units
 * that close, by one decision and from one day. What the file shows is tried out, and taken back.
 */
export const treeChangeImport = ({ tryOut, makeSteps }: Steps): ImportKind => ({
  name: 'tree-change',
  permission: 'unit.write',
  readPermission: 'unit.read',
  title: 'sắp xếp đơn vị',
  sheets: [decisionSheet, newUnitsSheet, movesSheet, closuresSheet],
  mostRows,
  lock: async (tx) => {
    await lockTree(tx)
  },
  check: async (db, actor, workbook): Promise<ImportCheck> => {
    const { faults, report } = faultList()
    const sheetOf = <Column extends string>(sheet: Parameters<typeof openImportSheet<Column>>[1]) =>
      openImportSheet<Column>(workbook, sheet, report, mostRows).rows
    const decisions = sheetOf(decisionSheet).map((row) => readDecision(row))
    const lines = {
      founded: sheetOf(newUnitsSheet).map((row) => readNewUnit(row)),
      moves: sheetOf(movesSheet).map((row) => readMove(row)),
      closures: sheetOf(closuresSheet).map((row) => readClosure(row)),
    }
    const [said, another] = decisions
    if (!said || another) report({ sheet: decisionSheet.name, cell: null }, { rule: 'decision-once' })
    const codes = [
      ...lines.founded.flatMap(({ code, parent }) => [code, parent]),
      ...lines.moves.flatMap(({ code, parent }) => [code, parent]),
      ...lines.closures.flatMap(({ code, successor }) => [code, successor]),
    ].filter((code) => code !== null)
    const holders = await codeHolders(db, [...new Set(codes.map((code) => code.toLowerCase()))])
    const plan = planTree(lines, { holders, branch: actor.unitPath, report })

    const rowCount = decisions.length + lines.founded.length + lines.moves.length + lines.closures.length
    const base = { rowCount, faults, changes: plan.changes }
    const { number, signedOn, effectiveOn, handOver = true, note = '' } = said ?? {}
    if (faults.length > 0 || !number || !signedOn || !effectiveOn || plan.changes.length === 0)
      return { ...base, counts: countsOf(plan), apply: async () => {} }
    const decided = {
      kind: 'reorganise' as const,
      effectiveOn,
      decisionNumber: number,
      decisionDate: signedOn,
      note,
      handOver,
    }
    const ordered = { steps: plan.steps, seen: new Map(), carry: [], undoes: null }
    let also: Count[] = []
    try {
      const { report: done } = await tryOut(db, actor, decided, ordered)
      also = [
        { subject: 'membership', action: 'end', count: done.memberships },
        { subject: 'file', action: 'move', count: done.handedOver },
        { subject: 'file', action: 'unchanged', count: done.decided + done.kept },
      ]
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      name(error, plan, report)
    }
    return {
      ...base,
      counts: [...countsOf(plan), ...also],
      apply: async (tx) => {
        await makeSteps(tx, actor, decided, ordered)
      },
    }
  },
})

/** What the rules refuse, in the line of the unit it is about; else at the sheet of what closes. */
function name({ code, more: { errors = [] } }: Problem, { placeOf, steps }: TreePlan, report: List) {
  const codeOf = new Map<string, string>(steps.found.map((unit) => [unit.id, unit.code]))
  if (errors.length === 0) report({ sheet: decisionSheet.name, cell: null }, { rule: code, values: { code: '' } })
  for (const { path, message, values } of errors) {
    const place = placeOf.get(path) ?? placeOf.get(path.toLowerCase()) ?? { sheet: closuresSheet.name, cell: null }
    const rule = code === 'unit-change.files-left' ? code : message
    report(place, { rule, values: { ...values, code: codeOf.get(path) ?? path } })
  }
}

function countsOf({ changes, unchanged }: TreePlan): Count[] {
  const ofUnits = (action: Count['action'], count: number): Count => ({ subject: 'unit', action, count })
  const counted = (['create', 'move', 'end'] as const).map((action) =>
    ofUnits(action, changes.filter((change) => change.action === action).length),
  )
  return [...counted, ofUnits('unchanged', unchanged)]
}
