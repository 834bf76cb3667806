import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

/** Quyết định phê duyệt kết quả tự đánh giá. */
export const approvalDecision: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'QUYẾT ĐỊNH',
  subject: 'Về việc phê duyệt kết quả tự đánh giá mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('{thủ trưởng}', 'center'),
    paragraph('Căn cứ {tên đợt đánh giá};', 'basis'),
    paragraph('Căn cứ {bộ chỉ số};', 'basis'),
    {
      kind: 'each',
      list: 'có hội đồng',
      blocks: [
        paragraph(
          'Căn cứ Quyết định số {số quyết định hội đồng} ngày {ngày quyết định hội đồng} về việc thành lập Hội đồng tự đánh giá mức độ chuyển đổi số;',
          'basis',
        ),
        paragraph('Căn cứ {biên bản họp} của Hội đồng tự đánh giá;', 'basis'),
        paragraph('Xét đề nghị của Hội đồng tự đánh giá.', 'basis'),
      ],
    },
    {
      kind: 'each',
      list: 'không có hội đồng',
      blocks: [
        paragraph(
          'Xét kết quả tự đánh giá của các bộ phận (đơn vị không lập Hội đồng tự đánh giá: {lý do không lập hội đồng}).',
          'basis',
        ),
      ],
    },
    paragraph('QUYẾT ĐỊNH:', 'center'),
    paragraph(
      '**Điều 1.** Phê duyệt kết quả tự đánh giá mức độ chuyển đổi số năm học {năm học} của {tên đơn vị}: {tổng điểm}/{tổng điểm tối đa} điểm, {mức độ}, cụ thể:',
    ),
    {
      kind: 'table',
      list: 'nhóm tiêu chí',
      columns: [
        { title: 'Nhóm', width: 1.3, text: '{mã nhóm}', align: 'center' },
        { title: 'Tên nhóm', width: 6.4, text: '{tên nhóm}' },
        { title: 'Điểm', width: 2.4, text: '{điểm của nhóm}/{điểm tối đa của nhóm}', align: 'center' },
        { title: 'Mức độ', width: 4, text: '{mức độ của nhóm}' },
      ],
    },
    paragraph('{điều kiện bắt buộc}'),
    paragraph(
      '**Điều 2.** Kết quả tự đánh giá được báo cáo cơ quan quản lý trực tiếp kèm hồ sơ đề nghị đánh giá ngoài.',
    ),
    paragraph(
      '**Điều 3.** Các bộ phận, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.',
    ),
  ],
  signatures: signed,
}
