import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'
import { groupFields, resultFields } from './prepared.fields.ts'

const { text, flag, list } = field

/** Biên bản họp Hội đồng tự đánh giá, once both officers have signed it. */
export const councilMinutesFields = {
  ...commonFields,
  ...resultFields,
  numberLine: text('dòng số', 'Số: 01/BB-HĐTĐG'),
  meeting: text('lần họp', '01'),
  begins: text('bắt đầu', '14 giờ 00 phút, ngày 20 tháng 11 năm 2025'),
  ends: text('kết thúc', '16 giờ 30 phút cùng ngày'),
  place: text('địa điểm', 'Phòng họp Trường THCS Minh Hoạ 1'),
  chairperson: text('chủ trì', 'Nguyễn Minh Hoạ'),
  secretary: text('thư ký', 'Lê Thị Minh Hoạ'),
  corrected: flag('là bản đính chính'),
  correction: text('lý do đính chính', 'ghi thiếu một ý kiến'),
  memberCount: text('số thành viên', '05'),
  presentCount: text('số người có mặt', '04'),
  attendance: list(
    'thành viên',
    {
      no: text('stt', '1'),
      name: text('họ và tên', 'Trần Thị Minh Hoạ'),
      office: text('chức vụ', 'Phó Hiệu trưởng'),
      duty: text('nhiệm vụ', 'Thành viên'),
      present: text('dự họp', 'Có mặt'),
    },
    4,
  ),
  contents: list('nội dung họp', {
    no: text('stt', '1'),
    title: text('tiêu đề', 'Chuyển đổi số trong dạy, học'),
    paragraphs: list('đoạn', { text: text('ý', 'Thống nhất điểm từng tiêu chí.') }, 1),
  }),
  groups: list('nhóm tiêu chí', groupFields),
  differs: flag('có ý kiến khác nhau'),
  agrees: flag('không có ý kiến khác nhau'),
  differences: list('tiêu chí có ý kiến khác nhau', {
    code: text('mã', '1.3.1'),
    title: text('tên tiêu chí', 'Có phần mềm quản lý học tập'),
    said: text('ý kiến các thành viên', 'Trần Thị Minh Hoạ: 18\nLê Minh Hoạ: 15'),
    agreed: text('thống nhất', '16,5'),
    reason: text('lý do', 'Chưa đủ minh chứng học kỳ I'),
  }),
  voted: flag('có biểu quyết'),
  votes: text('kết quả biểu quyết', '05 tán thành, 0 không tán thành, 0 ý kiến khác'),
  conclusion: list('kết luận', { text: text('ý', 'Hội đồng nhất trí kết quả tự đánh giá.') }, 1),
  lines: list(
    'bảng điểm',
    {
      code: text('mã', '1.3.1'),
      heading: text('tên tiêu chí có tiêu chí con', ''),
      title: text('tên tiêu chí', 'Có phần mềm quản lý học tập'),
      maximum: text('điểm tối đa', '20'),
      agreed: text('điểm thống nhất', '16,5'),
    },
    4,
  ),
}
