import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

/** Quyết định thành lập (hoặc thay đổi) Hội đồng tự đánh giá, with its members as an annex. */
export const councilDecision: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'QUYẾT ĐỊNH',
  subject: 'Về việc thành lập Hội đồng tự đánh giá mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('{thủ trưởng}', 'center'),
    paragraph('Căn cứ {tên đợt đánh giá};', 'basis'),
    paragraph('Căn cứ {bộ chỉ số};', 'basis'),
    paragraph('Xét đề nghị của Hội đồng và nhiệm vụ chuyển đổi số năm học {năm học} của {tên đơn vị}.', 'basis'),
    paragraph('QUYẾT ĐỊNH:', 'center'),
    {
      kind: 'each',
      list: 'là quyết định thành lập',
      blocks: [
        paragraph(
          '**Điều 1.** Thành lập Hội đồng tự đánh giá mức độ chuyển đổi số năm học {năm học} của {tên đơn vị} gồm {số thành viên} thành viên, do ông (bà) {chủ tịch hội đồng} làm Chủ tịch (danh sách kèm theo).',
        ),
      ],
    },
    {
      kind: 'each',
      list: 'là quyết định thay đổi',
      blocks: [
        paragraph(
          '**Điều 1.** Thay đổi Hội đồng tự đánh giá mức độ chuyển đổi số năm học {năm học} của {tên đơn vị} với lý do: {lý do thay đổi}. Hội đồng gồm {số thành viên} thành viên, do ông (bà) {chủ tịch hội đồng} làm Chủ tịch (danh sách kèm theo).',
        ),
      ],
    },
    paragraph(
      '**Điều 2.** Hội đồng có nhiệm vụ triển khai tự đánh giá theo {bộ chỉ số}: thu thập minh chứng, chấm điểm các tiêu chí, lập báo cáo tự đánh giá trình người đứng đầu đơn vị phê duyệt. Hội đồng tự giải thể khi hoàn thành nhiệm vụ.',
    ),
    paragraph(
      '**Điều 3.** Các bộ phận có liên quan và các ông (bà) có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.',
    ),
    {
      kind: 'annex',
      title: 'DANH SÁCH THÀNH VIÊN HỘI ĐỒNG TỰ ĐÁNH GIÁ',
      subject: '(Kèm theo Quyết định số {số, ký hiệu} của {tên đơn vị})',
      blocks: [
        {
          kind: 'table',
          list: 'thành viên',
          columns: [
            { title: 'TT', width: 1, text: '{stt}', align: 'center' },
            { title: 'Họ và tên', width: 4, text: '{họ và tên}' },
            { title: 'Chức vụ', width: 3.5, text: '{chức vụ}' },
            { title: 'Nhiệm vụ', width: 3.5, text: '{nhiệm vụ}' },
            { title: 'Tiêu chí phụ trách', width: 3, text: '{tiêu chí phụ trách}' },
          ],
        },
      ],
    },
  ],
  signatures: signed,
}
