import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, list } = field

/** Thông báo không công nhận, with the reason. */
export const refusalNoticeFields = {
  ...commonFields,
  school: text('tên trường', 'Trường THCS Minh Hoạ 1'),
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  decidedOn: text('ngày quyết định', 'ngày 05 tháng 3 năm 2026'),
  reason: list('lý do', { line: text('dòng', 'Minh chứng của tiêu chí 1.3 không còn hiệu lực.') }, 1),
}
