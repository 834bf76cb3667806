import type { Random } from './random.ts'

/** Words that lie about in the names of schools; put together they name none that is there. */
const first =
  'Ban Mai,Bình Minh,Hoa Sen,Hướng Dương,Sao Biển,Đồi Thông,Sông Xanh,Cánh Đồng,Mây Trắng,Vành Khuyên,Hoạ Mi,Sơn Ca,Tre Xanh,Lúa Vàng,Phượng Đỏ,Bằng Lăng,Hải Âu,Đom Đóm,Cầu Vồng,Nắng Mới,Gió Lành,Suối Trong,Núi Đá,Bến Nước,Cây Đa,Giếng Làng,Đèn Sách,Bút Nghiên,Trạng Nhỏ,Măng Non'.split(
    ',',
  )
const second =
  'Minh Hoạ,Thí Dụ,Làm Mẫu,Giả Định,Tưởng Tượng,Phác Thảo,Nháp,Thử Nghiệm,Ước Lệ,Mô Phỏng,Bản Mẫu,Dựng Sẵn'.split(',')
const family = 'Nguyễn,Trần,Lê,Phạm,Hoàng,Huỳnh,Phan,Vũ,Võ,Đặng,Bùi,Đỗ,Hồ,Ngô,Dương,Lý'.split(',')
const middle = 'Văn,Thị,Minh,Thanh,Quốc,Ngọc,Đức,Hữu,Xuân,Thu'.split(',')
const given = 'Mẫu,Nháp,Thử,Ví,Dụ,Phác,Hoạ,Giả,Định,Ước'.split(',')

/** What people type who look for a place: without accents. */
export const searched: readonly string[] = first.map((name) =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase(),
)

export const placeName = (random: Random): string => `${random.pick(first)} ${random.pick(second)}`
export const personName = (random: Random): string =>
  `${random.pick(family)} ${random.pick(middle)} ${random.pick(given)}`
