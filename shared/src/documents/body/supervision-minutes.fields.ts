import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field

/** Biên bản giám sát of the province at a school or a managing body. */
export const supervisionMinutesFields = {
  ...commonFields,
  checked: text('đơn vị được giám sát', 'Trường THCS Minh Hoạ 1'),
  checkedOn: text('ngày giám sát', 'ngày 05 tháng 3 năm 2026'),
  place: text('địa điểm', 'Phòng họp của trường'),
  present: list('thành phần', {
    no: text('stt', '1'),
    name: text('họ và tên', 'Trần Thị Minh Hoạ'),
    office: text('chức vụ', 'Chuyên viên'),
  }),
  content: list('nội dung giám sát', { line: text('dòng', 'Đối chiếu minh chứng với phiếu tự đánh giá.') }, 1),
  none: flag('không có phát hiện'),
  some: flag('có phát hiện'),
  findings: list('phát hiện', {
    no: text('stt', '1'),
    about: text('về tiêu chí, minh chứng', '1.3 – Kế hoạch năm học'),
    severity: text('mức độ', 'Cần khắc phục'),
    text: text('nội dung phát hiện', 'Minh chứng đã hết hiệu lực.'),
  }),
  demands: flag('có yêu cầu khắc phục'),
  followUps: list('yêu cầu khắc phục', {
    no: text('stt', '1'),
    action: text('việc cần làm', 'Bổ sung minh chứng còn hiệu lực.'),
    responsible: text('đơn vị chịu trách nhiệm', 'Trường THCS Minh Hoạ 1'),
    due: text('thời hạn', '31/3/2026'),
  }),
}
