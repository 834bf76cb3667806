import { field } from '../field.ts'
import { commonFields } from '../common.fields.ts'

const { text, flag, list } = field

/** Quyết định thành lập Hội đồng tự đánh giá. */
export const councilDecisionFields = {
  ...commonFields,
  /** Điều 1 of a decision that changes a council says so. */
  changes: flag('là quyết định thay đổi'),
  founds: flag('là quyết định thành lập'),
  reason: text('lý do thay đổi', 'thay thành viên chuyển công tác'),
  headOffice: text('thủ trưởng', 'Hiệu trưởng'),
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  memberCount: text('số thành viên', '07'),
  chairperson: text('chủ tịch hội đồng', 'Nguyễn Minh Hoạ'),
  members: list(
    'thành viên',
    {
      no: text('stt', '1'),
      name: text('họ và tên', 'Trần Thị Minh Hoạ'),
      office: text('chức vụ', 'Phó Hiệu trưởng'),
      duty: text('nhiệm vụ', 'Phó Chủ tịch Hội đồng'),
      criteria: text('tiêu chí phụ trách', '1.1, 1.2'),
    },
    3,
  ),
}
