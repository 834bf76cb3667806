import { Readable } from 'node:stream'
import { dayOf, type ExportOrderOf, type UnitId, type UnitSite } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { eachTold, type FileMaker, type FileWork } from '../../platform/file-maker.ts'
import { safeFileName } from '../../platform/file-names.ts'
import { allOf, countOf, type Countable } from '../../platform/long-list.ts'
import { csvLines, csvType } from '../../platform/spreadsheet/csv.ts'
import { longSheetsOf, streamSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import type { ListedUnit } from './org.repository.ts'
import { formerCodesOf, sitesOf } from './unit-details.repository.ts'
import { list } from './unit-search.repository.ts'
import { siteLine, unitColumns, unitSheetName, type UnitColumn } from './unit-sheet.ts'
import { listOn } from './unit-versions.repository.ts'
import { ownershipWords, unitTypeWords } from './unit-words.ts'

type Order = ExportOrderOf<'unit-list'>
type Details = { sites: readonly UnitSite[]; formerCodes: readonly string[] }
/** More units than the country has. */
const most = 1_000_000

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

/** The units that a list shows, all of them, in the columns in which they can be brought in again. */
export function unitList({ db }: { db: Db }): FileMaker<Order> {
  return {
    titleOf: async () => 'Danh sách đơn vị',
    make: async (actor, { filter, format }, work) => {
      const rows = rowsOf(db, listOf(actor, filter), work)
      const name = safeFileName(`Đơn vị ${dayOf(work.askedAt)}`, [format])
      if (format === 'csv') {
        const headers = columns.map((column) => unitColumns[column].header)
        return { name, mediaType: csvType, content: Readable.from(csvLines(headers, rows)) }
      }
      const values = Readable.from(rows).map((row: (string | null)[]) => ({ values: row }))
      const sheets = longSheetsOf({ name: unitSheetName, columns: unitColumns }, values)
      return { name, mediaType: xlsxType, content: await streamSpreadsheet(sheets, { title: 'Đơn vị' }) }
    },
  }
}

type Listed = (db: Db | Tx, after: [string, string] | null, limit: number) => PromiseLike<ListedUnit[]> & Countable
const listOf =
  ({ unitPath, unitId }: Actor, { asOf, ...filters }: Order['filter']): Listed =>
  (db, after, limit) =>
    asOf === undefined ? list(db, unitPath, filters, after, limit) : listOn(db, asOf, unitId, filters, after, limit)

async function* rowsOf(db: Db, listed: Listed, work: FileWork) {
  const told = eachTold(work, await countOf(db, listed(db, null, most)))
  const keyOf = ({ name, id }: ListedUnit): [string, string] => [name, id]
  const withDetails = async (tx: Tx, after: [string, string] | null, limit: number) => {
    const units = await listed(tx, after, limit)
    const ids = units.map(({ id }) => id)
    const [sites, codes] = [await sitesOf(tx, ids), await formerCodesOf(tx, ids)]
    const detailsOf = (id: UnitId): Details => ({ sites: sites.get(id) ?? [], formerCodes: codes.get(id) ?? [] })
    return units.map((unit) => ({ unit, details: detailsOf(unit.id) }))
  }
  for await (const portion of allOf(db, { page: withDetails, keyOf: ({ unit }) => keyOf(unit) }))
    for (const { unit, details } of portion) {
      await told()
      // The root of all stands in no sheet.
      if (unit.type !== 'system') yield columns.map((column) => cells[column](unit, details))
    }
}
