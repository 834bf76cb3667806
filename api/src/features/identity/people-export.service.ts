import { dutyWords, roleWords, type ExportOrderOf } from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import { eachTold, type FileMaker } from '../../platform/file-maker.ts'
import { allOf } from '../../platform/long-list.ts'
import { Problem } from '../../platform/problem.ts'
import { longSheetsOf, streamSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType, type WrittenRow } from '../../platform/spreadsheet/write.ts'
import { findUnits } from '../org/index.ts'
import { peopleColumns, peopleSheetName } from './people-columns.ts'
import { countExported, exported, type ExportedKey, type ExportedRow } from './people-import.repository.ts'

const title = 'Danh sách người dùng'

/** The people of a subtree in the columns of the import, however many: brought in again, nothing changes. */
export function peopleList({ db }: { db: Db }): FileMaker<ExportOrderOf<'people-list'>> {
  return {
    titleOf: async ({ unitPath }, { within }) => {
      if (within === undefined) return title
      const [unit] = await findUnits(db, [within])
      if (!unit || !`${unit.path}.`.startsWith(`${unitPath}.`)) throw new Problem('unit.not-found')
      return `${title} – ${unit.name}`
    },
    make: async ({ unitPath }, { within }, work) => {
      const told = eachTold(work, await countExported(db, unitPath, within))
      async function* rows(): AsyncGenerator<WrittenRow> {
        const list = { page: pageOf, keyOf: ({ path, fullName, id }: ExportedRow): ExportedKey => [path, fullName, id] }
        for await (const portion of allOf(db, list))
          for (const row of portion) {
            await told()
            yield { values: valuesOf(row) }
          }
      }
      const pageOf = (tx: Parameters<typeof exported>[0], after: ExportedKey | null, limit: number) =>
        exported(tx, unitPath, within, { after, limit })
      const sheets = longSheetsOf({ name: peopleSheetName, columns: peopleColumns }, rows())
      return { name: 'nguoi-dung.xlsx', mediaType: xlsxType, content: await streamSpreadsheet(sheets, { title }) }
    },
  }
}

const valuesOf = (row: ExportedRow) => [
  row.fullName,
  row.username,
  row.email,
  row.phone,
  row.unitCode,
  roleWords[row.role][0],
  row.office,
  row.duties.map((duty) => dutyWords[duty][0]).join('; ') || null,
]
