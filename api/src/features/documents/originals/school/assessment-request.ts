import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

/** Tờ trình đề nghị đánh giá ngoài, in the words of the head. */
export const assessmentRequest: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'TỜ TRÌNH',
  subject: 'Về việc đề nghị đánh giá ngoài mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('Kính gửi: {nơi gửi đến}', 'addressee'),
    { kind: 'each', list: 'đoạn', blocks: [paragraph('{ý}')] },
    paragraph('Kết quả tự đánh giá của {tên đơn vị} theo {bộ chỉ số}: {tổng điểm}/{tổng điểm tối đa} điểm, {mức độ}.'),
    paragraph('Hồ sơ kèm theo gồm:'),
    { kind: 'each', list: 'hồ sơ kèm theo', blocks: [paragraph('- {tên hồ sơ};')] },
    paragraph('{tên đơn vị} kính trình./.'),
  ],
  signatures: signed,
}
