import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field

/** Danh sách đề nghị công nhận. */
export const nominationListFields = {
  ...commonFields,
  listName: text('tên danh sách', 'Danh sách đề nghị công nhận đợt 1'),
  setTitles: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  unitCount: text('số đơn vị', '03'),
  preparedBy: text('người lập', 'Lê Thị Minh Hoạ'),
  levels: list('tổng hợp theo mức', {
    level: text('tên mức', 'Mức độ 3 (Đáp ứng tốt)'),
    count: text('số lượng', '01'),
  }),
  none: flag('không có đơn vị nào'),
  units: list(
    'đơn vị đề nghị',
    {
      no: text('stt', '1'),
      code: text('mã trường', 'THCS-MH1'),
      name: text('tên trường', 'Trường THCS Minh Hoạ 1'),
      self: text('mức tự đánh giá', 'Mức độ 3'),
      external: text('mức đề nghị', 'Mức độ 3 (Đáp ứng tốt)'),
      note: text('ghi chú', 'Đã công nhận'),
    },
    3,
  ),
}
