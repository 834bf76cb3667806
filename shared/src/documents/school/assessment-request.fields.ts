import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'
import { resultFields } from './prepared.fields.ts'

const { text, list } = field

/** Tờ trình đề nghị đánh giá ngoài (source 001, annex III.2). */
export const assessmentRequestFields = {
  ...commonFields,
  ...resultFields,
  receiver: text('nơi gửi đến', 'UBND xã Minh Hoạ 3'),
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  paragraphs: list('đoạn', { text: text('ý', 'Kính đề nghị quý cơ quan tổ chức đánh giá ngoài.') }, 2),
  enclosed: list('hồ sơ kèm theo', { text: text('tên hồ sơ', 'Báo cáo tự đánh giá') }, 3),
}
