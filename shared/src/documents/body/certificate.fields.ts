import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, image, list } = field

/** What one certificate says. */
const said = {
  school: text('tên trường', 'Trường THCS Minh Hoạ 1'),
  level: text('mức độ', '3'),
  levelName: text('tên mức', 'Đáp ứng tốt'),
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  certificateNumber: text('số giấy chứng nhận', 'UBND-MH3-2026-0001'),
  decision: text('quyết định', 'số 12/QĐ-UBND ngày 05 tháng 3 năm 2026'),
  decidedBy: text('nơi ra quyết định', 'UBND xã Minh Hoạ 3'),
  corrected: flag('được đính chính'),
  correction: text('quyết định đính chính', 'số 15/QĐ-UBND ngày 10 tháng 3 năm 2026'),
  replaced: text('thay giấy số', 'UBND-MH3-2026-0000'),
  limited: flag('có thời hạn'),
  validUntil: text('có giá trị đến', 'ngày 30 tháng 6 năm 2028'),
  ended: flag('hết hiệu lực'),
  ending: text('lý do hết hiệu lực', 'đã bị thu hồi theo Quyết định số 20/QĐ-UBND ngày 15 tháng 4 năm 2026'),
  qr: image('mã QR', 28, 28),
  address: text('địa chỉ tra cứu', 'https://thuoc.example/chung-nhan/UBND-MH3-2026-0001'),
  signerOffice: text('chức vụ', 'CHỦ TỊCH'),
  signerName: text('họ tên người ký', 'Trần Minh Hoạ'),
}

/** Giấy chứng nhận. */
export const certificateFields = { ...commonFields, ...said }

/** Every certificate of one decision, one a page. */
export const certificatesFields = { ...commonFields, certificates: list('giấy chứng nhận', said, 2) }
