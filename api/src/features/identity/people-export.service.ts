import { dutyWords, roleWords, type UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { Problem } from '../../platform/problem.ts'
import { sheetsOf } from '../../platform/spreadsheet/layout.ts'
import { writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import { mostPeopleRows, peopleColumns, peopleSheetName } from './people-columns.ts'
import { exported } from './people-import.repository.ts'

/**
 * The people of a subtree in the columns of the import: brought in again, nothing changes. Hence no more of them than
 * come in at one time.
 * @throws Problem `person.export-too-large`
 */
export function createPeopleExport({ db }: { db: Db }) {
  return async (actor: Actor, within: UnitId | undefined): Promise<GeneratedFile> => {
    const found = await exported(db, actor.unitPath, within, mostPeopleRows + 1)
    if (found.length > mostPeopleRows) throw new Problem('person.export-too-large')
    const rows = found.map((row) => ({
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
