import type { Page, TrainingSessionId, UnitTraining } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { attendeeSheet, reportSheet } from './attendance.sheets.ts'
import { listAttendees, type AttendeeFilters } from './attendance.repository.ts'
import { requireFound } from './training.policy.ts'
import { listByUnit, type ReportFilters } from './training-report.repository.ts'
import { find } from './training.repository.ts'
import { tableFile, type TableFormat } from '../../platform/spreadsheet/table-file.ts'

export type TrainingReportService = ReturnType<typeof createTrainingReport>

/** No province has more units; a list of people is longer only by mistake. */
const most = 20_000

/** Who came over all sessions, who never did; and the same lists as files. */
export function createTrainingReport({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, query: PageRequest & ReportFilters): Promise<Page<UnitTraining>> {
    const after = decodeCursor(query.cursor, textKey)
    const rows = await listByUnit(db, actor, query, { after, limit: query.limit ?? defaultLimit, now: now() })
    return toPage(
      rows,
      query,
      ({ unit }) => [unit.name, unit.id],
      (row) => present(row),
    )
  }

  type Format = { format: TableFormat }
  async function exportUnits(actor: Actor, query: ReportFilters & Format): Promise<GeneratedFile> {
    const rows = await listByUnit(db, actor, query, { after: null, limit: most, now: now() })
    return tableFile('Tham gia tập huấn', reportSheet(rows.map(present)), query.format)
  }

  async function exportAttendees(
    actor: Actor,
    id: TrainingSessionId,
    query: AttendeeFilters & Format,
  ): Promise<GeneratedFile> {
    const { title } = requireFound(await find(db, actor, id))
    const rows = await listAttendees(db, actor, id, query, null, most)
    return tableFile(`Danh sách dự tập huấn – ${title}`, attendeeSheet(rows), query.format)
  }

  return { list, exportUnits, exportAttendees }
}

type Row = Awaited<ReturnType<typeof listByUnit>>[number]
const present = ({ body: { id, ...body }, ...row }: Row): UnitTraining => ({
  ...row,
  body: id === null ? null : { id, ...body },
})
