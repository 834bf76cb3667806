import { noSteps, type UnitId, type UnitSteps } from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'
import { isWithin } from '../../platform/db/tree.ts'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { Place } from '../../platform/spreadsheet/report.ts'
import type { PlannedChange } from '../imports/index.ts'
import {
  closuresSheet,
  movesSheet,
  newUnitsSheet,
  type Closure,
  type Move,
  type NewUnit,
} from './tree-change.sheets.ts'
import type { CodeHolder } from './unit-import.repository.ts'
import { ownershipWords, unitTypeWords } from './unit-words.ts'

type Lines = { founded: readonly NewUnit[]; moves: readonly Move[]; closures: readonly Closure[] }
type World = {
  holders: ReadonlyMap<string, CodeHolder>
  /** The branch of whoever imports. */
  branch: string
  report: (place: Place, refusal: Refusal<string>) => void
}
type Known = { id: UnitId; code: string; name: string; closed: boolean; parentId: UnitId | null; parent: string | null }
/** Steps, and where in the file each unit of them stands; lines that are so already are counted only. */
export type TreePlan = {
  steps: UnitSteps
  changes: PlannedChange[]
  unchanged: number
  placeOf: Map<string, Place>
}

const keyOf = (code: string) => code.toLowerCase()
const named = ({ name, code }: { name: string; code: string }) => `${name} (${code})`

/** What a file comes to. Codes that mean nothing, and lines that contradict each other, are named. */
export function planTree({ founded, moves, closures }: Lines, { holders, branch, report }: World): TreePlan {
  const plan: TreePlan = { steps: noSteps(), changes: [], unchanged: 0, placeOf: new Map() }
  const made = new Map<string, Known>()

  const known = (code: string, place: Place): Known | null => {
    const listed = made.get(keyOf(code))
    if (listed) return listed
    const holder = holders.get(keyOf(code))
    if (holder?.isCurrent && isWithin(holder.unit.path, branch)) {
      const { unit, parent } = holder
      const { id, name, closedOn, parentId } = unit
      return { id, code: unit.code, name, closed: closedOn !== null, parentId, parent: parent && named(parent) }
    }
    report(place, { rule: 'unit.not-found', values: { code } })
    return null
  }

  const fresh: { line: NewUnit; id: UnitId }[] = []
  for (const line of founded) {
    const { code, name, row } = line
    if (code === null || name === null || line.type === null || line.parent === null) continue
    const first = plan.placeOf.get(keyOf(code))
    if (first) {
      report(row.place('code'), { rule: 'twice', values: { first: first.cell ?? '' } })
      continue
    }
    plan.placeOf.set(keyOf(code), row.place('code'))
    const holder = holders.get(keyOf(code))
    const isSame = holder?.isCurrent && holder.unit.type === line.type && holder.unit.name === name
    if (isSame && holder.unit.closedOn === null && isWithin(holder.unit.path, branch)) {
      plan.unchanged += 1
      continue
    }
    if (holder) {
      report(row.place('code'), { rule: 'unit.code-taken', values: { code } })
      continue
    }
    const id = newId<UnitId>()
    made.set(keyOf(code), { id, code, name, closed: false, parentId: null, parent: null })
    fresh.push({ line, id })
  }
  for (const { line, id } of fresh) {
    const { code, name, type, ownership, row } = line
    const above = line.parent === null ? null : known(line.parent, row.place('parent'))
    if (!above || code === null || name === null || type === null) continue
    plan.placeOf.set(id, row.place('code'))
    plan.steps.found.push({ id, parentId: above.id, code, name, type, ownership })
    plan.changes.push({
      ...{ action: 'create', subject: 'unit', label: named({ name, code }), thingId: id },
      ...{ sheet: newUnitsSheet.name, row: row.at + 1 },
      fields: [
        { name: newUnitsSheet.columns.type.header, from: null, to: unitTypeWords[type][0] },
        ...(ownership
          ? [{ name: newUnitsSheet.columns.ownership.header, from: null, to: ownershipWords[ownership][0] }]
          : []),
        { name: newUnitsSheet.columns.parent.header, from: null, to: named(above) },
      ],
    })
  }

  for (const { code, parent, row } of moves) {
    if (code === null || parent === null) continue
    const unit = known(code, row.place('code'))
    const above = known(parent, row.place('parent'))
    if (!unit || !above) continue
    if (unit.parentId === above.id) {
      plan.unchanged += 1
      continue
    }
    plan.placeOf.set(keyOf(unit.code), row.place('code'))
    plan.steps.move.push({ id: unit.id, parentId: above.id })
    plan.changes.push({
      ...{ action: 'move', subject: 'unit', label: named(unit), thingId: unit.id },
      ...{ sheet: movesSheet.name, row: row.at + 1 },
      fields: [{ name: movesSheet.columns.parent.header, from: unit.parent, to: named(above) }],
    })
  }

  for (const { code, successor, row } of closures) {
    if (code === null) continue
    const unit = known(code, row.place('code'))
    if (!unit) continue
    if (unit.closed) {
      plan.unchanged += 1
      continue
    }
    const heir = successor === null ? null : known(successor, row.place('successor'))
    plan.placeOf.set(keyOf(unit.code), row.place('code'))
    plan.steps.close.push(unit.id)
    if (heir) plan.steps.successions.push({ from: unit.id, to: heir.id, reads: true })
    plan.changes.push({
      ...{ action: 'end', subject: 'unit', label: named(unit), thingId: unit.id },
      ...{ sheet: closuresSheet.name, row: row.at + 1 },
      fields: heir ? [{ name: closuresSheet.columns.successor.header, from: null, to: named(heir) }] : [],
    })
  }
  return plan
}
