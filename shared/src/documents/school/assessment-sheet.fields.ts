import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'
import { groupFields, preparedFields, resultFields } from './prepared.fields.ts'

const { text, flag, list } = field

/** Phiếu tự đánh giá: every line of the form, and what was found from outside once the school sees it. */
export const assessmentSheetFields = {
  ...commonFields,
  ...preparedFields,
  ...resultFields,
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  answered: text('số mục đã trả lời', '29/29'),
  conditions: text('điều kiện bắt buộc', 'Đạt đủ'),
  assessed: flag('có đánh giá ngoài'),
  own: flag('chỉ có tự đánh giá'),
  externalTotal: text('tổng điểm đánh giá ngoài', '149,5'),
  externalLevel: text('mức độ đánh giá ngoài', 'Mức độ 2 (Đáp ứng cơ bản)'),
  groups: list('nhóm tiêu chí', {
    ...groupFields,
    externalScore: text('điểm đánh giá ngoài của nhóm', '74,5'),
    externalLevel: text('mức độ đánh giá ngoài của nhóm', 'Mức độ 2 (Đáp ứng cơ bản)'),
    lines: list(
      'tiêu chí',
      {
        code: text('mã', '1.3.1'),
        heading: text('tên tiêu chí có tiêu chí con', ''),
        title: text('tên tiêu chí', 'Có phần mềm quản lý học tập'),
        maximum: text('điểm tối đa', '20'),
        self: text('điểm tự đánh giá', '18,25'),
        external: text('điểm đánh giá ngoài', '17,5'),
        evidence: text('mã minh chứng', '[H1-1.3-01]'),
        note: text('ghi chú', '45/50 giáo viên'),
        reason: text('nhận xét của đoàn', 'Thiếu minh chứng học kỳ II'),
      },
      3,
    ),
  }),
}
