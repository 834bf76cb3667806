import { dutyWords, roleWords, type UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { sheetsOf } from '../../platform/spreadsheet/layout.ts'
import { writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import { peopleColumns, peopleSheetName } from './people-columns.ts'
import { exported } from './people-import.repository.ts'

/** The people of a subtree in the columns of the import: brought in again, nothing changes. */
export function createPeopleExport({ db }: { db: Db }) {
  return async (actor: Actor, within: UnitId | undefined): Promise<GeneratedFile> => {
    const rows = (await exported(db, actor.unitPath, within)).map((row) => ({
      values: [
        row.fullName,
        row.username,
        row.email,
        row.phone,
        row.unitCode,
        roleWords[row.role][0],
        row.office,
        row.duties.map((duty) => dutyWords[duty][0]).join('; ') || null,
      ],
    }))
    const sheets = sheetsOf([{ name: peopleSheetName, columns: peopleColumns }], () => rows)
    const content = await writeLargeSpreadsheet(sheets, { title: 'Danh sách người dùng' })
    return { name: 'nguoi-dung.xlsx', mediaType: xlsxType, content }
  }
}
export type PeopleExport = ReturnType<typeof createPeopleExport>
