import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field
const present = (name: string) =>
  list(name, {
    no: text('stt', '1'),
    name: text('họ và tên', 'Trần Thị Minh Hoạ'),
    office: text('chức vụ', 'Phó Hiệu trưởng'),
  })
const lines = (name: string, example: string) => list(name, { line: text('dòng', example) }, 1)

/** Biên bản làm việc of the team at the unit, or of its work on the file alone. */
export const visitMinutesFields = {
  ...commonFields,
  atUnit: flag('làm việc tại trường'),
  deskOnly: flag('chỉ thẩm định hồ sơ'),
  school: text('tên trường', 'Trường THCS Minh Hoạ 1'),
  corrects: flag('là biên bản điều chỉnh'),
  correction: text('lý do điều chỉnh', 'bổ sung thành phần tham dự'),
  hours: text('thời gian', '8 giờ 00 đến 11 giờ 30'),
  heldOn: text('ngày làm việc', 'ngày 05 tháng 3 năm 2026'),
  place: text('địa điểm', 'Phòng họp của trường'),
  ofTeam: present('thành phần đoàn'),
  ofSchool: present('thành phần nhà trường'),
  content: lines('nội dung làm việc', 'Kiểm tra minh chứng của nhóm tiêu chí 1.'),
  findings: lines('kết quả thẩm định', 'Hồ sơ đầy đủ; tiêu chí 1.3 cần bổ sung minh chứng.'),
  conclusion: lines('kết luận', 'Đoàn thống nhất kết quả như phiếu đánh giá kèm theo.'),
  answered: flag('trường đã có ý kiến'),
  agreement: text('trường thống nhất', 'Nhất trí với nội dung biên bản.'),
  view: lines('ý kiến của trường', 'Đề nghị ghi nhận minh chứng bổ sung.'),
  teamHead: text('trưởng đoàn', 'Nguyễn Minh Hoạ'),
  secretary: text('thư ký đoàn', 'Lê Thị Minh Hoạ'),
  schoolHead: text('đại diện nhà trường', 'Trần Minh Hoạ'),
}
