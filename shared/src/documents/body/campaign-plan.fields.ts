import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'

const { text, flag, list } = field
const milestones = (name: string, tier: string) =>
  list(name, {
    code: text('mã mốc', `${tier}.1`),
    task: text('nội dung', 'Tự đánh giá mức độ chuyển đổi số'),
    window: text('thời gian', 'Từ 01/02/2026 đến 31/3/2026'),
    deliverables: text('sản phẩm', 'Phiếu tự đánh giá; báo cáo tự đánh giá'),
  })

/** Kế hoạch of the province, or of a managing body within it. */
export const campaignPlanFields = {
  ...commonFields,
  ofProvince: flag('là kế hoạch của sở'),
  ofBody: flag('là kế hoạch của cơ quan quản lý'),
  subject: text('trích yếu', 'Đánh giá mức độ chuyển đổi số của các cơ sở giáo dục năm học 2025–2026'),
  provincePlan: text('kế hoạch của sở', 'Kế hoạch số 15/KH-SGDĐT ngày 09 tháng 9 năm 2025'),
  province: text('tên sở', 'Sở Giáo dục và Đào tạo Minh Hoạ'),
  sets: list('bộ chỉ số', {
    title: text('tên bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
    unitTypes: text('đối tượng', 'trường tiểu học, trường trung học cơ sở'),
  }),
  unitCount: text('số đơn vị', '12'),
  selfDue: text('hạn tự đánh giá', 'ngày 31 tháng 3 năm 2026'),
  externalDue: text('hạn đánh giá ngoài', 'ngày 31 tháng 5 năm 2026'),
  notes: list('ghi chú', { line: text('dòng', 'Đơn vị chủ động bố trí kinh phí.') }, 1),
  hasProvince: flag('có việc của sở'),
  ofTheProvince: milestones('việc của sở', 'I'),
  hasBodies: flag('có việc của cơ quan quản lý'),
  ofBodies: milestones('việc của cơ quan quản lý', 'II'),
  hasSchools: flag('có việc của trường'),
  ofSchools: milestones('việc của trường', 'III'),
}
