import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field

/** Kế hoạch tự đánh giá (source 001, III.3): what the council does until when, and whose each line is. */
export const selfAssessmentPlanFields = {
  ...commonFields,
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  councilNumber: text('số quyết định hội đồng', '05/QĐ-THCSMH1'),
  councilSignedOn: text('ngày quyết định hội đồng', '05/9/2025'),
  lastDay: text('hạn tự đánh giá', '31/01/2026'),
  lineCount: text('số tiêu chí', '29'),
  members: list(
    'thành viên',
    {
      no: text('stt', '1'),
      name: text('họ và tên', 'Trần Thị Minh Hoạ'),
      office: text('chức vụ', 'Phó Hiệu trưởng'),
      duty: text('nhiệm vụ', 'Phó Chủ tịch Hội đồng'),
    },
    3,
  ),
  steps: list(
    'bước',
    {
      no: text('stt', '1'),
      what: text('nội dung', 'Thu thập minh chứng'),
      time: text('thời gian', '15/9/2025 – 30/11/2025'),
      responsible: text('người phụ trách', 'Trần Thị Minh Hoạ'),
    },
    3,
  ),
  assigned: flag('đã phân công'),
  lines: list(
    'tiêu chí',
    {
      code: text('mã', '1.1'),
      title: text('tên tiêu chí', 'Có kế hoạch tổ chức dạy học trực tuyến'),
      people: text('người được giao', 'Trần Thị Minh Hoạ'),
    },
    3,
  ),
}
