import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

/** Thông báo không công nhận. */
export const refusalNotice: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'THÔNG BÁO',
  subject: 'Về việc không công nhận mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('Kính gửi: {tên trường}', 'middle'),
    paragraph('Căn cứ {bộ chỉ số};', 'basis'),
    paragraph('Căn cứ kế hoạch “{tên đợt đánh giá}” và kết quả đánh giá ngoài,', 'basis'),
    paragraph(
      '{tên đơn vị} thông báo: {ngày quyết định}, {tên đơn vị} đã quyết định không công nhận mức độ chuyển đổi số năm học {năm học} của {tên trường}. Lý do:',
    ),
    { kind: 'each', list: 'lý do', blocks: [paragraph('{dòng}')] },
    paragraph(
      'Đơn vị khắc phục các nội dung nêu trên và có thể đề nghị mở lại đánh giá ngoài trong đợt này hoặc tham gia đợt đánh giá tiếp theo./.',
    ),
  ],
  signatures: signed,
}
