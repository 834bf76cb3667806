import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field

/** Quyết định thành lập, thay đổi or giải thể đoàn đánh giá ngoài. */
export const teamDecisionFields = {
  ...commonFields,
  founds: flag('là quyết định thành lập'),
  changes: flag('là quyết định thay đổi'),
  dissolves: flag('là quyết định giải thể'),
  subject: text('trích yếu', 'Về việc thành lập Đoàn đánh giá ngoài số 1'),
  headOffice: text('thẩm quyền ban hành', 'CHỦ TỊCH'),
  setTitles: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  team: text('tên đoàn', 'Đoàn đánh giá ngoài số 1'),
  reason: text('lý do', 'thành viên chuyển công tác'),
  head: text('trưởng đoàn', 'Nguyễn Minh Hoạ'),
  memberCount: text('số thành viên', '05'),
  unitCount: text('số đơn vị', '02'),
  members: list(
    'thành viên',
    {
      no: text('stt', '1'),
      name: text('họ và tên', 'Trần Thị Minh Hoạ'),
      office: text('chức vụ', 'Chuyên viên'),
      workplace: text('đơn vị công tác', 'UBND xã Minh Hoạ 3'),
      duty: text('nhiệm vụ trong đoàn', 'Thư ký'),
      task: text('phân công', 'Thẩm định minh chứng nhóm tiêu chí 1'),
    },
    3,
  ),
  assigned: flag('đã giao đơn vị'),
  units: list('đơn vị được đánh giá', {
    no: text('stt', '1'),
    name: text('tên trường', 'Trường THCS Minh Hoạ 1'),
    code: text('mã trường', 'THCS-MH1'),
    leader: text('phụ trách', 'Nguyễn Minh Hoạ'),
    desk: text('thẩm định hồ sơ', '02/3/2026'),
    visit: text('làm việc tại trường', '8 giờ 00, ngày 05/3/2026, phòng họp của trường'),
  }),
}
