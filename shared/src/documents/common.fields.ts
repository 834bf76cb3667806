import { field } from './field.ts'

const { text } = field

/** What every administrative document has around its content (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II). */
export const commonFields = {
  superior: text('cơ quan cấp trên', 'UBND XÃ MINH HOẠ 3'),
  issuer: text('đơn vị ban hành', 'TRƯỜNG THCS MINH HOẠ 1'),
  unitName: text('tên đơn vị', 'Trường THCS Minh Hoạ 1'),
  symbol: text('số, ký hiệu', '12/QĐ-THCSMH1'),
  placeAndDate: text('địa danh, ngày tháng', 'Minh Hoạ, ngày 05 tháng 3 năm 2026'),
  schoolYear: text('năm học', '2025–2026'),
  campaignTitle: text('tên đợt đánh giá', 'Đánh giá mức độ chuyển đổi số năm học 2025–2026'),
  capacity: text('chức vụ người ký', 'HIỆU TRƯỞNG'),
  signatory: text('người ký', 'Nguyễn Minh Hoạ'),
  recipients: text('nơi nhận', '- Như Điều 3;\n- Lưu: VT.'),
}
