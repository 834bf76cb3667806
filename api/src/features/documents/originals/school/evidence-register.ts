import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { signedByTwo, unnumbered } from '../parts.ts'

/** Danh mục minh chứng: across, as a register is kept. */
export const evidenceRegister: Layout = {
  orientation: 'landscape',
  masthead: unnumbered,
  title: 'DANH MỤC MINH CHỨNG',
  subject: 'Tự đánh giá mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('Theo {bộ chỉ số}', 'plain'),
    {
      kind: 'table',
      list: 'minh chứng',
      columns: [
        { title: 'TT', width: 1, text: '{stt}', align: 'center' },
        { title: 'Mã minh chứng', width: 2.6, text: '{mã}', align: 'center' },
        { title: 'Tên minh chứng', width: 6.6, text: '{tên minh chứng}' },
        { title: 'Số, ngày ban hành', width: 3.6, text: '{số, ngày ban hành}' },
        { title: 'Nơi ban hành hoặc nguồn', width: 3.6, text: '{nơi ban hành}' },
        { title: 'Tiêu chí', width: 2, text: '{tiêu chí}', align: 'center' },
        { title: 'Hộp', width: 1.1, text: '{hộp}', align: 'center' },
        { title: 'Ghi chú', width: 4.5, text: '{ghi chú}' },
      ],
    },
    paragraph('Danh mục này có {số minh chứng} minh chứng./.', 'plain'),
  ],
  signatures: signedByTwo,
}
