import { paragraph, type Block, type Layout } from '../../../../platform/documents/index.ts'
import { numbered } from '../parts.ts'

const where = (list: string, ...blocks: Block[]): Block => ({ kind: 'each', list, blocks })

/** Biên bản giám sát: what was looked at, what was found, who mends what until when. */
export const supervisionMinutes: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'BIÊN BẢN GIÁM SÁT',
  subject: 'Việc đánh giá mức độ chuyển đổi số năm học {năm học} tại {đơn vị được giám sát}',
  blocks: [
    paragraph('**1. Thời gian, địa điểm:** {ngày giám sát}; {địa điểm}.'),
    paragraph('**2. Thành phần**'),
    where('thành phần', paragraph('{stt}. {họ và tên} – {chức vụ}')),
    paragraph('**3. Nội dung giám sát**'),
    where('nội dung giám sát', paragraph('{dòng}')),
    paragraph('**4. Phát hiện**'),
    where('không có phát hiện', paragraph('Không có.')),
    where('có phát hiện', {
      kind: 'table',
      list: 'phát hiện',
      columns: [
        { title: 'TT', width: 1, text: '{stt}', align: 'center' },
        { title: 'Tiêu chí, minh chứng', width: 4, text: '{về tiêu chí, minh chứng}' },
        { title: 'Mức độ', width: 2.6, text: '{mức độ}' },
        { title: 'Nội dung', width: 7, text: '{nội dung phát hiện}' },
      ],
    }),
    where('có yêu cầu khắc phục', paragraph('**5. Yêu cầu khắc phục**'), {
      kind: 'table',
      list: 'yêu cầu khắc phục',
      columns: [
        { title: 'TT', width: 1, text: '{stt}', align: 'center' },
        { title: 'Việc cần làm', width: 6.6, text: '{việc cần làm}' },
        { title: 'Đơn vị chịu trách nhiệm', width: 4.4, text: '{đơn vị chịu trách nhiệm}' },
        { title: 'Thời hạn', width: 2.6, text: '{thời hạn}', align: 'center' },
      ],
    }),
    paragraph(
      'Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản; các bên đã đọc lại, thống nhất và cùng ký tên dưới đây./.',
    ),
  ],
  signatures: {
    signers: [
      { capacity: 'ĐƠN VỊ ĐƯỢC GIÁM SÁT', name: '' },
      { capacity: 'NGƯỜI GHI BIÊN BẢN', name: '' },
      { capacity: 'ĐẠI DIỆN ĐOÀN GIÁM SÁT', name: '' },
    ],
  },
}
