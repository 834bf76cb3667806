import { dayOf, type ExportOrderOf } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { eachTold, type FileMaker, type FileWork } from '../../platform/file-maker.ts'
import { safeFileName } from '../../platform/file-names.ts'
import { allOf, countOf, type Paged } from '../../platform/long-list.ts'
import type { WrittenColumn, WrittenValue } from '../../platform/spreadsheet/write.ts'
import { tablesFile } from '../../platform/tables/index.ts'
import { listAttendees, type AttendeeKey, type AttendeeRow } from './attendance.repository.ts'
import { requireFound } from './training.policy.ts'
import { listByUnit, type UnitTrainingRow } from './training-report.repository.ts'
import { find } from './training.repository.ts'

// Files for offices: headings in Vietnamese, as on screen.

const column = (header: string, width: number, format: WrittenColumn['format'] = 'text') => ({ header, width, format })
/** More than any list has. */
const most = 1_000_000
type Ports = { db: Db }
type Wanted<Row, Key> = Paged<Row, Key> & {
  title: string
  columns: WrittenColumn[]
  valuesOf: (row: Row) => WrittenValue[]
}

/** A list as a file, numbered from 1. */
async function listFile<Row, Key>(
  db: Db,
  { actor, format, total, work }: { actor: Actor; format: 'xlsx' | 'csv' | 'pdf'; total: number; work: FileWork },
  { title, columns, valuesOf, ...list }: Wanted<Row, Key>,
) {
  async function* rows() {
    let number = 0
    for await (const portion of allOf(db, list)) for (const row of portion) yield [(number += 1), ...valuesOf(row)]
  }
  const about = [
    ['Số dòng', String(total)],
    ['Lập ngày', dayOf(work.askedAt).split('-').toReversed().join('/')],
    ['Người lập', actor.name],
  ] as const
  const table = { name: 'Danh sách', keys: 1, columns: [column('STT', 6, 'number'), ...columns], rows: rows() }
  const file = await tablesFile({ title, about, tables: [table] }, format, eachTold(work, total))
  return { name: safeFileName(title, [format]), ...file }
}

/** Who is registered for a session, as far as the reader sees them. */
export function attendeeList({ db }: Ports): FileMaker<ExportOrderOf<'training-attendees'>> {
  const titleOf = async (
    actor: Actor,
    { trainingId }: { trainingId: ExportOrderOf<'training-attendees'>['trainingId'] },
  ) => `Danh sách dự tập huấn – ${requireFound(await find(db, actor, trainingId)).title}`
  return {
    titleOf,
    make: async (actor, order, work) => {
      const { trainingId, filter, format } = order
      const title = await titleOf(actor, order)
      const total = await countOf(db, listAttendees(db, actor, trainingId, filter, null, most))
      return listFile<AttendeeRow, AttendeeKey>(
        db,
        { actor, format, total, work },
        {
          ...{ title, columns: attendeeColumns },
          page: (tx, after, limit) => listAttendees(tx, actor, trainingId, filter, after, limit),
          keyOf: ({ body, unit, name, id }) => [body?.name ?? '', unit.name, name, id],
          valuesOf: ({ body, unit, name, office, site, attended }) => [
            ...[body?.name ?? '', unit.code, unit.name, name, office, site?.name ?? ''],
            attended === null ? '' : attended ? 'Có' : 'Vắng',
          ],
        },
      )
    },
  }
}
const attendeeColumns = [
  column('Cơ quan quản lý', 32),
  column('Mã đơn vị', 14),
  column('Đơn vị', 36),
  column('Họ và tên', 28),
  column('Chức vụ', 24),
  column('Điểm cầu', 22),
  column('Có mặt', 12),
]

/** Units of the own branch over all sessions that had begun when it was asked for. */
export function unitTrainingList({ db }: Ports): FileMaker<ExportOrderOf<'training-units'>> {
  const title = 'Tham gia tập huấn'
  return {
    titleOf: async () => title,
    make: async (actor, { filter, format }, work) => {
      const now = work.askedAt
      const total = await countOf(db, listByUnit(db, actor, filter, { after: null, limit: most, now }))
      return listFile<UnitTrainingRow, [string, string]>(
        db,
        { actor, format, total, work },
        {
          ...{ title, columns: unitColumns },
          page: (tx, after, limit) => listByUnit(tx, actor, filter, { after, limit, now }),
          keyOf: ({ unit }) => [unit.name, unit.id],
          valuesOf: (row) => [
            ...[row.body.id === null ? '' : row.body.name, row.unit.code, row.unit.name],
            ...[row.invitedSessions, row.attendedSessions, row.attendedPeople, row.lastAttendedOn],
          ],
        },
      )
    },
  }
}
const unitColumns = [
  column('Cơ quan quản lý', 32),
  column('Mã đơn vị', 14),
  column('Đơn vị', 36),
  column('Số buổi được mời', 14, 'number'),
  column('Số buổi có dự', 14, 'number'),
  column('Lượt người dự', 14, 'number'),
  column('Lần dự gần nhất', 16, 'day'),
]
