import type { UnitTraining } from '@thuoc/shared'
import type { WrittenSheet, WrittenValue } from '../../platform/spreadsheet/write.ts'
import type { AttendeeRow } from './attendance.repository.ts'

// Files for offices: headings in Vietnamese, as on screen.

const column = (header: string, width: number, format: 'text' | 'number' = 'text') => ({ header, width, format })
const rowOf = (values: readonly WrittenValue[]) => ({ values })
/** `2026-11-22` → `22/11/2026`, as people type it. */
const dayText = (day: string | null) => day?.split('-').toReversed().join('/') ?? ''

export const attendeeSheet = (rows: readonly AttendeeRow[]): WrittenSheet => ({
  name: 'Danh sách',
  columns: [
    column('STT', 6, 'number'),
    column('Cơ quan quản lý', 32),
    column('Mã đơn vị', 14),
    column('Đơn vị', 36),
    column('Họ và tên', 28),
    column('Chức vụ', 24),
    column('Điểm cầu', 22),
    column('Có mặt', 12),
  ],
  rows: rows.map(({ body, unit, name, office, site, attended }, at) =>
    rowOf([
      at + 1,
      body?.name ?? '',
      unit.code,
      unit.name,
      name,
      office,
      site?.name ?? '',
      attended === null ? '' : attended ? 'Có' : 'Vắng',
    ]),
  ),
  filter: true,
})

export const reportSheet = (rows: readonly UnitTraining[]): WrittenSheet => ({
  name: 'Đơn vị',
  columns: [
    column('STT', 6, 'number'),
    column('Cơ quan quản lý', 32),
    column('Mã đơn vị', 14),
    column('Đơn vị', 36),
    column('Số buổi được mời', 14, 'number'),
    column('Số buổi có dự', 14, 'number'),
    column('Lượt người dự', 14, 'number'),
    column('Lần dự gần nhất', 16),
  ],
  rows: rows.map((row, at) =>
    rowOf([
      at + 1,
      row.body?.name ?? '',
      row.unit.code,
      row.unit.name,
      row.invitedSessions,
      row.attendedSessions,
      row.attendedPeople,
      dayText(row.lastAttendedOn),
    ]),
  ),
  filter: true,
})
