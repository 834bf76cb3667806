import { parentTiers, tierOf, type UnitId, type UnitType } from '@thuoc/shared'
import { newId } from '../../platform/db/columns.ts'
import { isWithin } from '../../platform/db/tree.ts'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { Place } from '../../platform/spreadsheet/report.ts'
import type { CodeHolder } from './unit-import.repository.ts'
import type { UnitColumn, UnitLine } from './unit-sheet.ts'
import { unitTypeWords } from './unit-words.ts'

type Unit = CodeHolder['unit']
/** A row and the unit it is about: one that is there, or a new one with its id. */
export type TargetedLine = {
  line: UnitLine
  code: string
  unit: Unit | null
  parent: CodeHolder['parent']
  id: UnitId
  /** Its code cannot be: nothing that would follow from the row is a fault of its own. */
  isLost: boolean
  /** Former codes that are not recorded yet. */
  newFormer: string[]
}
/** Where a unit is put: the unit above, there already or new as well. */
export type Above = { id: UnitId; code: string; name: string; type: UnitType | null }

const keyOf = (code: string) => code.toLowerCase()
const wordOf = (type: UnitType) => unitTypeWords[type][0]

type World = {
  /** Whose code each is or was. */
  holders: ReadonlyMap<string, CodeHolder>
  /** The branch of whoever imports. */
  branch: string
  report: (place: Place, refusal: Refusal<string>) => void
}

/** Finds the unit of each row by its codes, and names every code that cannot be what it is said to be. */
export function target(lines: readonly UnitLine[], { holders, branch, report }: World): TargetedLine[] {
  const cells = new Map<string, string | null>()
  const claimed = new Map<string, string | null>()
  const isOwn = (unit: Unit) => isWithin(unit.path, branch)
  const inFile = new Set(lines.flatMap(({ code }) => (code.state === 'read' ? [keyOf(code.value)] : [])))

  return lines.flatMap((line): TargetedLine[] => {
    const refuse = (column: UnitColumn, rule: string, values: Refusal['values'] = {}) =>
      report(line.row.place(column), { rule, values })
    if (line.code.state !== 'read') {
      if (line.code.state === 'empty') refuse('code', 'cell-empty', { header: 'Mã' })
      return []
    }
    const code = line.code.value
    const key = keyOf(code)
    const first = cells.get(key)
    if (first !== undefined) {
      refuse('code', 'twice', { first: first ?? '' })
      return []
    }
    cells.set(key, line.row.place('code').cell)

    const holder = holders.get(key)
    const isLost = holder !== undefined && !(holder.isCurrent && isOwn(holder.unit))
    if (holder && !isOwn(holder.unit)) refuse('code', 'unit.code-taken', { code })
    else if (holder && !holder.isCurrent)
      refuse('code', 'unit.code-former', { code, name: holder.unit.name, now: holder.unit.code })
    const others = line.formerCodes.filter((former) => keyOf(former) !== key)
    // A code of today among the former ones: this unit gets another code.
    const recoded = others
      .map((former) => holders.get(keyOf(former)))
      .filter((each) => each?.isCurrent === true && isOwn(each.unit) && !inFile.has(keyOf(each.unit.code)))
    if (!holder && recoded.length > 1) refuse('formerCodes', 'unit.former-unclear')
    const found = holder?.isCurrent === true ? holder : holder ? undefined : recoded[0]
    const unit = found && isOwn(found.unit) ? found.unit : null

    const newFormer: string[] = []
    for (const former of others) {
      const owner = holders.get(keyOf(former))
      const earlier = claimed.get(keyOf(former))
      if (inFile.has(keyOf(former))) refuse('formerCodes', 'unit.former-in-use', { code: former })
      else if (earlier !== undefined) refuse('formerCodes', 'twice', { first: earlier ?? '' })
      else if (owner && owner.unit.id !== unit?.id)
        refuse(
          'formerCodes',
          isOwn(owner.unit) ? 'unit.former-taken' : 'unit.code-taken',
          isOwn(owner.unit) ? { code: former, name: owner.unit.name } : { code: former },
        )
      else if (!owner) newFormer.push(former)
      claimed.set(keyOf(former), line.row.place('formerCodes').cell)
    }
    return [{ line, code, unit, parent: found?.parent ?? null, id: unit?.id ?? newId<UnitId>(), isLost, newFormer }]
  })
}

/** The unit above each row that names one, where it may stand there; null where it stays or cannot be found. */
export function place(
  targets: readonly TargetedLine[],
  { holders, branch, report }: World,
): (targeted: TargetedLine) => Above | null {
  const inFile = new Map(targets.map((each) => [keyOf(each.code), each]))
  const known = (code: string): (Above & { closed: boolean; isAbove: boolean }) | null => {
    const listed = inFile.get(keyOf(code))
    if (listed && !listed.unit) {
      const { type, name } = listed.line
      const said = name.state === 'read' ? name.value : listed.code
      return {
        id: listed.id,
        code,
        name: said,
        type: type.state === 'read' ? type.value : null,
        closed: false,
        isAbove: false,
      }
    }
    const holder = holders.get(keyOf(code))
    if (!holder?.isCurrent) return null
    const { id, name, type, path, closedOn } = holder.unit
    return { id, code, name, type, closed: closedOn !== null, isAbove: !isWithin(path, branch) }
  }

  return ({ line, unit, parent, isLost }) => {
    if (isLost) return null
    const refuse = (rule: string, values: Refusal['values'] = {}) => report(line.row.place('parent'), { rule, values })
    if (line.parent.state === 'unreadable') return null
    if (line.parent.state === 'empty') {
      if (!unit) refuse('cell-empty', { header: 'Mã đơn vị cấp trên' })
      return null
    }
    const code = line.parent.value
    if (inFile.get(keyOf(code))?.isLost) return null
    const above = known(code)
    if (unit) {
      if (above?.id !== unit.parentId) refuse('unit.would-move', { from: parent?.name ?? '' })
      return null
    }
    if (!above || above.isAbove) {
      refuse('unit.parent-unknown', { code })
      return null
    }
    if (above.closed) refuse('unit.parent-closed', { name: above.name })
    const type = line.type.state === 'read' ? line.type.value : null
    if (type !== null && above.type !== null && !parentTiers[tierOf[type]].includes(tierOf[above.type]))
      refuse('unit.parent-unfit', { type: wordOf(type), parent: wordOf(above.type) })
    return above
  }
}
