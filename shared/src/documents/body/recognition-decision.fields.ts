import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field

/** Quyết định công nhận, đính chính or thu hồi, with its list of units. */
export const recognitionDecisionFields = {
  ...commonFields,
  recognises: flag('là quyết định công nhận'),
  corrects: flag('là quyết định đính chính'),
  revokes: flag('là quyết định thu hồi'),
  subject: text('trích yếu', 'Về việc công nhận mức độ chuyển đổi số của các cơ sở giáo dục năm học 2025–2026'),
  headOffice: text('thẩm quyền ban hành', 'CHỦ TỊCH'),
  setTitles: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  about: text('quyết định được sửa', 'số 12/QĐ-UBND ngày 05 tháng 3 năm 2026'),
  reason: text('lý do', 'ghi nhầm tên đơn vị'),
  unitCount: text('số đơn vị', '02'),
  limited: flag('có thời hạn'),
  validUntil: text('có giá trị đến', 'ngày 30 tháng 6 năm 2028'),
  levels: list('tổng hợp theo mức', {
    level: text('tên mức', 'Mức độ 3 (Đáp ứng tốt)'),
    count: text('số lượng', '01'),
  }),
  units: list(
    'đơn vị được nêu',
    {
      no: text('stt', '1'),
      name: text('tên trường', 'Trường THCS Minh Hoạ 1'),
      code: text('mã trường', 'THCS-MH1'),
      level: text('mức độ', 'Mức độ 3 (Đáp ứng tốt)'),
      certificate: text('số giấy chứng nhận', 'UBND-MH3-2026-0001'),
      replaced: text('số giấy cũ', 'UBND-MH3-2026-0000'),
    },
    3,
  ),
}
