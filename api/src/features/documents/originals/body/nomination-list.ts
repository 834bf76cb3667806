import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered } from '../parts.ts'

/** Danh sách đề nghị công nhận; the units stand in an annex that lies across. */
export const nominationList: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'DANH SÁCH',
  subject: 'Đề nghị công nhận mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('Căn cứ {bộ chỉ số};', 'basis'),
    paragraph('Căn cứ kế hoạch “{tên đợt đánh giá}” và kết quả đánh giá ngoài đã thông báo cho các đơn vị,', 'basis'),
    paragraph(
      '{tên đơn vị} lập danh sách “{tên danh sách}” gồm {số đơn vị} đơn vị đủ điều kiện, đề nghị công nhận mức độ chuyển đổi số (danh sách kèm theo), trong đó:',
    ),
    { kind: 'each', list: 'tổng hợp theo mức', blocks: [paragraph('- {tên mức}: {số lượng} đơn vị.')] },
    paragraph('Kính đề nghị cấp có thẩm quyền xem xét, quyết định./.'),
    {
      kind: 'annex',
      orientation: 'landscape',
      title: 'DANH SÁCH ĐƠN VỊ ĐỀ NGHỊ CÔNG NHẬN',
      subject: '(Kèm theo Danh sách số {số, ký hiệu} của {tên đơn vị})',
      blocks: [
        {
          kind: 'table',
          list: 'đơn vị đề nghị',
          columns: [
            { title: 'TT', width: 1, text: '{stt}', align: 'center' },
            { title: 'Mã đơn vị', width: 2.5, text: '{mã trường}' },
            { title: 'Tên đơn vị', width: 6, text: '{tên trường}' },
            { title: 'Tự đánh giá', width: 2.5, text: '{mức tự đánh giá}', align: 'center' },
            { title: 'Đánh giá ngoài, đề nghị công nhận', width: 4, text: '{mức đề nghị}' },
            { title: 'Ghi chú', width: 3, text: '{ghi chú}' },
          ],
        },
        { kind: 'each', list: 'không có đơn vị nào', blocks: [paragraph('Không có.', 'plain')] },
      ],
    },
  ],
  signatures: {
    signers: [
      { capacity: 'NGƯỜI LẬP DANH SÁCH', name: '{người lập}' },
      { capacity: '{chức vụ người ký}', name: '{người ký}' },
    ],
  },
}
