import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, list } = field

/** Biên bản bàn giao hồ sơ where units get another managing body. */
export const handoverMinutesFields = {
  ...commonFields,
  change: text('căn cứ', 'Quyết định số 9/QĐ-UBND ngày 20 tháng 6 năm 2025'),
  effectiveOn: text('có hiệu lực từ', 'ngày 01 tháng 7 năm 2025'),
  givers: text('bên giao', 'Phòng GDĐT huyện Minh Hoạ'),
  takers: text('bên nhận', 'UBND xã Minh Hoạ 3'),
  fileCount: text('số hồ sơ', '02'),
  files: list('hồ sơ bàn giao', {
    no: text('stt', '1'),
    name: text('tên trường', 'Trường THCS Minh Hoạ 1'),
    code: text('mã trường', 'THCS-MH1'),
    campaign: text('đợt đánh giá', 'Đánh giá mức độ chuyển đổi số năm học 2025–2026'),
    state: text('tình trạng hồ sơ', 'Đang tự đánh giá'),
    from: text('cơ quan giao', 'Phòng GDĐT huyện Minh Hoạ'),
    to: text('cơ quan nhận', 'UBND xã Minh Hoạ 3'),
  }),
}
