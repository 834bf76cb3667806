import { paragraph, type Block, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

const where = (list: string, ...blocks: Block[]): Block => ({ kind: 'each', list, blocks })

/** Quyết định công nhận, đính chính or thu hồi, with its list as an annex that lies across. */
export const recognitionDecision: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'QUYẾT ĐỊNH',
  subject: '{trích yếu}',
  blocks: [
    paragraph('{thẩm quyền ban hành}', 'center'),
    paragraph('Căn cứ {bộ chỉ số};', 'basis'),
    where(
      'là quyết định công nhận',
      paragraph('Căn cứ kế hoạch “{tên đợt đánh giá}” và kết quả đánh giá ngoài;', 'basis'),
      paragraph('Xét danh sách đề nghị công nhận mức độ chuyển đổi số năm học {năm học}.', 'basis'),
    ),
    where('là quyết định đính chính', paragraph('Căn cứ Quyết định {quyết định được sửa};', 'basis')),
    where('là quyết định thu hồi', paragraph('Căn cứ Quyết định {quyết định được sửa};', 'basis')),
    paragraph('QUYẾT ĐỊNH:', 'center'),
    where(
      'là quyết định công nhận',
      paragraph(
        '**Điều 1.** Công nhận mức độ chuyển đổi số năm học {năm học} của {số đơn vị} đơn vị (danh sách kèm theo), trong đó:',
      ),
      where('tổng hợp theo mức', paragraph('- {tên mức}: {số lượng} đơn vị.')),
      where('có thời hạn', paragraph('Việc công nhận có giá trị đến hết {có giá trị đến}.')),
    ),
    where(
      'là quyết định đính chính',
      paragraph(
        '**Điều 1.** Đính chính nội dung đã ghi tại Quyết định {quyết định được sửa} đối với {số đơn vị} đơn vị (danh sách kèm theo). Lý do: {lý do}. Mức độ đã công nhận không thay đổi; giấy chứng nhận mới thay cho giấy đã cấp.',
      ),
    ),
    where(
      'là quyết định thu hồi',
      paragraph(
        '**Điều 1.** Thu hồi việc công nhận mức độ chuyển đổi số tại Quyết định {quyết định được sửa} đối với {số đơn vị} đơn vị (danh sách kèm theo). Lý do: {lý do}. Giấy chứng nhận đã cấp cho các đơn vị này hết giá trị.',
      ),
    ),
    paragraph(
      '**Điều 2.** {tên đơn vị} công bố Quyết định này, cập nhật kết quả lên cơ sở dữ liệu ngành và thông báo cho các đơn vị có tên trong danh sách.',
    ),
    paragraph(
      '**Điều 3.** Các bộ phận có liên quan và người đứng đầu các đơn vị có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.',
    ),
    {
      kind: 'annex',
      orientation: 'landscape',
      title: 'DANH SÁCH ĐƠN VỊ',
      subject: '(Kèm theo Quyết định số {số, ký hiệu} của {tên đơn vị})',
      blocks: [
        where('là quyết định công nhận', list()),
        where('là quyết định đính chính', list({ title: 'Thay cho giấy số', width: 3.5, text: '{số giấy cũ}' })),
        where('là quyết định thu hồi', list()),
      ],
    },
  ],
  signatures: signed,
}

function list(...more: { title: string; width: number; text: string }[]): Block {
  return {
    kind: 'table',
    list: 'đơn vị được nêu',
    columns: [
      { title: 'TT', width: 1, text: '{stt}', align: 'center' },
      { title: 'Mã đơn vị', width: 2.5, text: '{mã trường}' },
      { title: 'Tên đơn vị', width: 6, text: '{tên trường}' },
      { title: 'Mức độ chuyển đổi số', width: 4, text: '{mức độ}' },
      { title: 'Số giấy chứng nhận', width: 3.5, text: '{số giấy chứng nhận}' },
      ...more,
    ],
  }
}
