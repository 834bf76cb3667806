import { paragraph, type Block, type Layout } from '../../../../platform/documents/index.ts'
import { unnumbered } from '../parts.ts'

const where = (list: string, ...blocks: Block[]): Block => ({ kind: 'each', list, blocks })
const lines = (list: string) => where(list, paragraph('{dòng}'))

/** Biên bản làm việc của đoàn: what was found, and what both sides say. */
export const visitMinutes: Layout = {
  orientation: 'portrait',
  masthead: unnumbered,
  title: 'BIÊN BẢN LÀM VIỆC',
  subject: 'Đánh giá ngoài mức độ chuyển đổi số năm học {năm học} của {tên trường}',
  blocks: [
    where(
      'là biên bản điều chỉnh',
      paragraph('Biên bản này thay biên bản đã lập trước. Lý do điều chỉnh: {lý do điều chỉnh}.', 'basis'),
    ),
    paragraph('**1. Thời gian, địa điểm:** {thời gian}, {ngày làm việc}; {địa điểm}.'),
    paragraph('**2. Thành phần Đoàn đánh giá ngoài**'),
    where('thành phần đoàn', paragraph('{stt}. {họ và tên} – {chức vụ}')),
    where(
      'làm việc tại trường',
      paragraph('**3. Thành phần đơn vị được đánh giá**'),
      where('thành phần nhà trường', paragraph('{stt}. {họ và tên} – {chức vụ}')),
    ),
    where(
      'chỉ thẩm định hồ sơ',
      paragraph('**3. Hình thức:** Đoàn thẩm định hồ sơ, không làm việc trực tiếp tại đơn vị.'),
    ),
    paragraph('**4. Nội dung làm việc**'),
    lines('nội dung làm việc'),
    paragraph('**5. Kết quả thẩm định**'),
    lines('kết quả thẩm định'),
    paragraph('**6. Kết luận của Đoàn**'),
    lines('kết luận'),
    where(
      'trường đã có ý kiến',
      paragraph('**7. Ý kiến của đơn vị:** {trường thống nhất}'),
      lines('ý kiến của trường'),
    ),
    paragraph(
      'Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản; các bên đã đọc lại, thống nhất và cùng ký tên dưới đây./.',
    ),
  ],
  signatures: {
    signers: [
      { capacity: 'ĐẠI DIỆN ĐƠN VỊ', name: '{đại diện nhà trường}' },
      { capacity: 'THƯ KÝ ĐOÀN', name: '{thư ký đoàn}' },
      { capacity: 'TRƯỞNG ĐOÀN', name: '{trưởng đoàn}' },
    ],
  },
}
