import type { IndicatorSetDefinition, IndicatorSetId, UnitId } from '@thuoc/shared'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { Row } from '../../platform/spreadsheet/table.ts'
import type { CodeHolder } from '../org/index.ts'
import { codeIn, versionIn, yearIn, type PlaceColumn } from './earlier-result-sheet.ts'

type Unit = CodeHolder['unit']
export type KnownSet = { id: IndicatorSetId; code: string; version: number; definition: IndicatorSetDefinition }
/** Which unit, year and set a row is about. */
export type Subject = { unit: Unit; year: string; set: KnownSet; key: string }

export const keyOf = (unitId: UnitId, year: string, setId: IndicatorSetId) => `${unitId} ${year} ${setId}`

export type World = {
  holders: ReadonlyMap<string, CodeHolder>
  sets: readonly KnownSet[]
  /** Whether a unit lies in the branch of whoever imports. */
  isOwn: (unit: Unit) => boolean
  /** The calendar year of now in Vietnam: no school year that begins later has a result. */
  thisYear: number
}

/** Codes of units and sets that a row names, in small letters, for asking about them all at once. */
export function codesOf(row: Row<PlaceColumn>): { unit: string | null; set: string | null } {
  const text = (column: PlaceColumn) => {
    const cell = row.raw(column)
    return cell.state === 'read' && cell.value.kind === 'text' ? cell.value.text.trim().toLowerCase() : null
  }
  return { unit: text('unit'), set: text('set') }
}

/** Reads unit, year and set of a row, and names each that is not known; null where one is missing. */
export function subjectOf(
  row: Row<PlaceColumn>,
  { holders, sets, isOwn, thisYear }: World,
  refuse: (column: PlaceColumn, refusal: Refusal<string>) => void,
): Subject | null {
  const code = row.read('unit', codeIn)
  const year = row.read('year', yearIn)
  const setCode = row.read('set', codeIn)
  const version = row.read('version', versionIn)
  for (const [column, reading, header] of [
    ['unit', code, 'Mã đơn vị'],
    ['year', year, 'Năm học'],
    ['set', setCode, 'Mã bộ chỉ số'],
  ] as const)
    if (reading.state === 'empty') refuse(column, { rule: 'cell-empty', values: { header } })

  const holder = code.state === 'read' ? holders.get(code.value.toLowerCase()) : undefined
  const unit = holder && isOwn(holder.unit) ? holder.unit : null
  if (code.state === 'read' && !unit) refuse('unit', { rule: 'earlier.unit-unknown', values: { code: code.value } })

  const begun = year.state === 'read' && Number(year.value.slice(0, 4)) <= thisYear
  if (year.state === 'read' && !begun) refuse('year', { rule: 'earlier.year-unfit', values: { text: year.value } })

  const wanted = version.state === 'read' ? version.value : null
  const named = sets.filter((set) => setCode.state === 'read' && set.code.toLowerCase() === setCode.value.toLowerCase())
  const fitting = named.filter((set) => wanted === null || set.version === wanted)
  if (setCode.state === 'read' && fitting.length === 0)
    refuse('set', {
      rule: 'earlier.set-unknown',
      values: { code: wanted === null ? setCode.value : `${setCode.value} ${wanted}` },
    })
  if (fitting.length > 1)
    refuse('version', {
      rule: 'earlier.version-needed',
      values: { code: fitting[0]?.code ?? '', versions: fitting.map((set) => set.version).join(', ') },
    })
  const [set] = fitting
  if (!unit || !set || fitting.length > 1 || year.state !== 'read' || !begun || version.state === 'unreadable')
    return null
  if (!set.definition.appliesTo.some((type) => type === unit.type)) {
    refuse('set', { rule: 'earlier.set-unfit', values: { code: set.code, name: unit.name } })
    return null
  }
  return { unit, year: year.value, set, key: keyOf(unit.id, year.value, set.id) }
}
