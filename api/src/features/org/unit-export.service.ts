import type { UnitId, UnitSite } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { safeFileName } from '../../platform/file-names.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { csvType, writeCsv } from '../../platform/spreadsheet/csv.ts'
import { sheetsOf } from '../../platform/spreadsheet/layout.ts'
import { writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import type { ListedUnit, UnitFilters } from './org.repository.ts'
import { list } from './org.repository.ts'
import { formerCodesOf, sitesOf } from './unit-details.repository.ts'
import { siteLine, unitColumns, unitSheetName, type UnitColumn } from './unit-sheet.ts'
import { listOn } from './unit-versions.repository.ts'
import { ownershipWords, unitTypeWords } from './unit-words.ts'

/** More units than the country has. */
const all = 200_000
export type ExportQuery = UnitFilters & { asOf?: string | undefined; format?: 'xlsx' | 'csv' | undefined }
type Details = { sites: readonly UnitSite[]; formerCodes: readonly string[] }

/** Every cell of a unit, as `readUnitRow` reads it back. */
const cells: Record<UnitColumn, (unit: ListedUnit, details: Details) => string | null> = {
  code: ({ code }) => code,
  name: ({ name }) => name,
  type: ({ type }) => unitTypeWords[type][0],
  ownership: ({ ownership }) => (ownership === null ? null : ownershipWords[ownership][0]),
  parent: ({ parent }) => parent?.code ?? null,
  address: ({ address }) => address,
  phone: ({ phone }) => phone,
  email: ({ email }) => email,
  website: ({ website }) => website,
  sites: (_, { sites }) => sites.map((site) => siteLine(site)).join('\n') || null,
  formerCodes: (_, { formerCodes }) => formerCodes.join('; ') || null,
}
const columns = Object.keys(unitColumns).filter((column): column is UnitColumn => column in unitColumns)

/** The units that the list of these filters shows, all of them, in the columns in which they can be brought in again. */
export async function exportUnits(
  db: Db,
  actor: Actor,
  { asOf, format = 'xlsx', ...filters }: ExportQuery,
): Promise<GeneratedFile> {
  const listed =
    asOf === undefined
      ? await list(db, actor.unitPath, filters, null, all)
      : await listOn(db, asOf, actor.unitId, filters, null, all)
  // The root of all stands in no sheet.
  const units = listed.filter(({ type }) => type !== 'system')
  const ids = units.map(({ id }) => id)
  const [sites, formerCodes] = [await sitesOf(db, ids), await formerCodesOf(db, ids)]
  const detailsOf = (id: UnitId): Details => ({ sites: sites.get(id) ?? [], formerCodes: formerCodes.get(id) ?? [] })
  const rows = units.map((unit) => columns.map((column) => cells[column](unit, detailsOf(unit.id))))
  const name = (extension: string) => safeFileName(`Đơn vị ${new Date().toISOString().slice(0, 10)}`, [extension])
  if (format === 'csv') {
    const headers = columns.map((column) => unitColumns[column].header)
    return { name: name('csv'), mediaType: csvType, content: writeCsv([headers, ...rows]) }
  }
  const sheets = sheetsOf([{ name: unitSheetName, columns: unitColumns }], () => rows.map((values) => ({ values })))
  const content = await writeLargeSpreadsheet(sheets, { title: 'Đơn vị' })
  return { name: name('xlsx'), mediaType: xlsxType, content }
}
