import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, list } = field
const paragraphs = list('đoạn', { text: text('ý', 'Đơn vị đã triển khai đầy đủ các văn bản chỉ đạo.') }, 1)

/** Báo cáo kết quả thực hiện đánh giá mức độ chuyển đổi số, by the outline of the plan (source 004, Phụ lục I). */
export const selfAssessmentReportFields = {
  ...commonFields,
  chapters: list('chương', {
    heading: text('tên chương', 'I. Công tác lãnh đạo, chỉ đạo'),
    paragraphs,
    parts: list('mục', { heading: text('tên mục', '1. Triển khai các văn bản chỉ đạo'), paragraphs }),
  }),
}
