import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field
const gathered = (name: string, example: string) =>
  list(name, { unit: text('nguồn', 'Trường THCS Minh Hoạ 1'), said: text('nội dung', example) })

/** Báo cáo tổng hợp of a managing body to the province, or of the province to the ministry. */
export const summaryReportFields = {
  ...commonFields,
  addressee: text('kính gửi', 'Sở Giáo dục và Đào tạo Minh Hoạ'),
  setTitles: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  takingPart: text('số đơn vị', '12'),
  begun: text('số đơn vị đã bắt đầu', '12'),
  sent: text('số đơn vị đã nộp', '11'),
  assessed: text('số đơn vị đã đánh giá ngoài', '10'),
  recognised: text('số đơn vị được công nhận', '09'),
  refused: text('số đơn vị không được công nhận', '01'),
  without: text('số đơn vị chưa có kết quả', '02'),
  levels: list('kết quả theo mức', {
    level: text('tên mức', 'Mức độ 3'),
    self: text('tự đánh giá', '05'),
    recognised: text('được công nhận', '04'),
    share: text('tỉ lệ', '33,33%'),
  }),
  bodies: list('kết quả theo cơ quan', {
    no: text('stt', '1'),
    name: text('tên cơ quan', 'UBND xã Minh Hoạ 3'),
    total: text('tổng số', '12'),
    level1: text('mức 1', '01'),
    level2: text('mức 2', '04'),
    level3: text('mức 3', '04'),
    without: text('chưa có', '03'),
  }),
  noDifficulties: flag('không có khó khăn'),
  difficulties: gathered('khó khăn, vướng mắc', 'Thiếu máy tính cho phòng Tin học.'),
  noProposals: flag('không có kiến nghị'),
  proposals: gathered('đề xuất, kiến nghị', 'Đề nghị bố trí kinh phí mua sắm thiết bị.'),
  units: list(
    'danh sách đơn vị',
    {
      no: text('stt', '1'),
      name: text('tên trường', 'Trường THCS Minh Hoạ 1'),
      body: text('cơ quan quản lý', 'UBND xã Minh Hoạ 3'),
      self: text('mức tự đánh giá', 'Mức độ 3'),
      external: text('mức đánh giá ngoài', 'Mức độ 3'),
      recognised: text('mức công nhận', 'Mức độ 3'),
      state: text('tình trạng', 'Đã công nhận'),
    },
    3,
  ),
}
