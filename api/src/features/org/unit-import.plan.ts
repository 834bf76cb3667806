import { tierOf, type ImportChange, type UnitSite, type UnitType } from '@thuoc/shared'
import { label } from '../../platform/db/tree.ts'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { Reading } from '../../platform/spreadsheet/table.ts'
import type { Above, TargetedLine } from './unit-import.check.ts'
import type { UnitValues } from './unit-import.repository.ts'
import { siteLine, unitColumns, type Told, type UnitColumn } from './unit-sheet.ts'
import { ownershipWords, unitTypeWords } from './unit-words.ts'

/** What a row comes to: the unit as it will stand, and every field that differs from what it is. */
export type PlannedUnit = {
  values: UnitValues
  isNew: boolean
  /** Null: they stay. */
  sites: UnitSite[] | null
  newFormer: string[]
  fields: ImportChange['fields']
}

const readOr = <T>(reading: Reading<T>, otherwise: T): T => (reading.state === 'read' ? reading.value : otherwise)
const toldOr = <T>(told: Told<T>, otherwise: T | null): T | null => (told.told ? told.value : otherwise)
const typeWord = (type: UnitType | undefined) => (type === undefined ? null : unitTypeWords[type][0])

/**
 * @param above where a new unit is put; null where that is not known, which has been named
 * @returns null where too little could be read, which has been named as well
 */
export function planUnit(
  targeted: TargetedLine,
  above: Above | null,
  formerly: readonly UnitSite[],
  report: (column: UnitColumn, refusal: Refusal<string>) => void,
): PlannedUnit | null {
  const { line, unit, code, id, isLost, newFormer } = targeted
  if (isLost) return null
  for (const column of ['name', 'type'] as const)
    if (line[column].state === 'empty')
      report(column, { rule: 'cell-empty', values: { header: unitColumns[column].header } })
  const name = readOr(line.name, unit?.name ?? '')
  const type = line.type.state === 'read' ? line.type.value : unit?.type
  const parentId = unit ? unit.parentId : (above?.id ?? null)
  if (type === undefined || name === '' || (unit === null && parentId === null)) return null

  const { contact } = line
  const values: UnitValues = {
    id,
    parentId,
    // The database puts a new unit under its superior.
    path: unit?.path ?? label(id),
    // In another case it is the same code, and stays as it was first written.
    code: unit?.code.toLowerCase() === code.toLowerCase() ? unit.code : code,
    name,
    type,
    ownership: toldOr(line.ownership, unit?.ownership ?? null),
    address: toldOr(contact.address, unit?.address ?? null),
    phone: toldOr(contact.phone, unit?.phone ?? null),
    email: toldOr(contact.email, unit?.email ?? null),
    website: toldOr(contact.website, unit?.website ?? null),
  }
  const sites = line.sites.told ? (line.sites.value ?? []) : [...formerly]
  const fields = differing([
    ['code', unit?.code ?? null, values.code],
    ['name', unit?.name ?? null, values.name],
    ['type', typeWord(unit?.type), typeWord(values.type)],
    ['ownership', ownershipOf(unit?.ownership ?? null), ownershipOf(values.ownership)],
    ['parent', null, unit || !above ? null : `${above.name} (${above.code})`],
    ['address', unit?.address ?? null, values.address],
    ['phone', unit?.phone ?? null, values.phone],
    ['email', unit?.email ?? null, values.email],
    ['website', unit?.website ?? null, values.website],
    ['sites', sitesText(formerly), sitesText(sites)],
    ['formerCodes', null, newFormer.join('; ') || null],
  ])
  if (unit && unit.closedOn !== null && fields.length > 0)
    report('code', { rule: 'unit.closed', values: { name: unit.name } })
  if (unit && tierOf[unit.type] !== tierOf[type])
    report('type', {
      rule: 'unit.tier-differs',
      values: { from: unitTypeWords[unit.type][0], to: unitTypeWords[type][0] },
    })
  const sitesDiffer = fields.some((field) => field.name === unitColumns.sites.header)
  return { values, isNew: unit === null, sites: sitesDiffer ? sites : null, newFormer, fields }
}

const ownershipOf = (ownership: UnitValues['ownership']) => (ownership === null ? null : ownershipWords[ownership][0])
const sitesText = (sites: readonly UnitSite[]) => sites.map((site) => siteLine(site)).join('\n') || null

const differing = (pairs: readonly (readonly [UnitColumn, string | null, string | null])[]): ImportChange['fields'] =>
  pairs
    .filter(([, from, to]) => from !== to)
    .map(([column, from, to]) => ({ name: unitColumns[column].header, from, to }))
