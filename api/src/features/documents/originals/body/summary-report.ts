import { paragraph, type Block, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

const where = (list: string, ...blocks: Block[]): Block => ({ kind: 'each', list, blocks })

/** Báo cáo tổng hợp: figures in the text, every unit in an annex that lies across. */
export const summaryReport: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'BÁO CÁO',
  subject: 'Tổng hợp kết quả đánh giá mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('Kính gửi: {kính gửi}', 'middle'),
    paragraph(
      'Thực hiện kế hoạch “{tên đợt đánh giá}” theo {bộ chỉ số}, {tên đơn vị} báo cáo kết quả tính đến ngày lập báo cáo như sau:',
    ),
    paragraph('I. TÌNH HÌNH THỰC HIỆN', 'article'),
    paragraph('- Tổng số đơn vị tham gia: {số đơn vị}; đã bắt đầu tự đánh giá: {số đơn vị đã bắt đầu}.'),
    paragraph(
      '- Đã nộp đề nghị đánh giá ngoài: {số đơn vị đã nộp}; đã có kết quả đánh giá ngoài: {số đơn vị đã đánh giá ngoài}.',
    ),
    paragraph(
      '- Được công nhận: {số đơn vị được công nhận}; không được công nhận: {số đơn vị không được công nhận}; chưa có kết quả: {số đơn vị chưa có kết quả}.',
    ),
    paragraph('II. KẾT QUẢ', 'article'),
    paragraph('1. Theo mức độ (tỉ lệ tính trên tổng số đơn vị tham gia)'),
    {
      kind: 'table',
      list: 'kết quả theo mức',
      columns: [
        { title: 'Mức độ', width: 4, text: '{tên mức}' },
        { title: 'Tự đánh giá (đơn vị đã nộp)', width: 4, text: '{tự đánh giá}', align: 'center' },
        { title: 'Được công nhận', width: 4, text: '{được công nhận}', align: 'center' },
        { title: 'Tỉ lệ công nhận', width: 3, text: '{tỉ lệ}', align: 'center' },
      ],
    },
    paragraph('2. Theo cơ quan đánh giá (mức độ được công nhận)'),
    {
      kind: 'table',
      list: 'kết quả theo cơ quan',
      columns: [
        { title: 'TT', width: 1, text: '{stt}', align: 'center' },
        { title: 'Cơ quan', width: 6, text: '{tên cơ quan}' },
        { title: 'Tổng số', width: 1.8, text: '{tổng số}', align: 'center' },
        { title: 'Mức 1', width: 1.6, text: '{mức 1}', align: 'center' },
        { title: 'Mức 2', width: 1.6, text: '{mức 2}', align: 'center' },
        { title: 'Mức 3', width: 1.6, text: '{mức 3}', align: 'center' },
        { title: 'Chưa được công nhận', width: 2.4, text: '{chưa có}', align: 'center' },
      ],
    },
    paragraph('III. KHÓ KHĂN, VƯỚNG MẮC', 'article'),
    where('không có khó khăn', paragraph('Các báo cáo đã nhận không nêu khó khăn, vướng mắc.')),
    where('khó khăn, vướng mắc', paragraph('- {nguồn}: {nội dung}')),
    paragraph('IV. ĐỀ XUẤT, KIẾN NGHỊ', 'article'),
    where('không có kiến nghị', paragraph('Các báo cáo đã nhận không nêu đề xuất, kiến nghị.')),
    where('đề xuất, kiến nghị', paragraph('- {nguồn}: {nội dung}')),
    paragraph('Trên đây là báo cáo của {tên đơn vị}./.'),
    {
      kind: 'annex',
      orientation: 'landscape',
      title: 'KẾT QUẢ CỦA TỪNG ĐƠN VỊ',
      subject: '(Kèm theo Báo cáo số {số, ký hiệu} của {tên đơn vị})',
      blocks: [
        {
          kind: 'table',
          list: 'danh sách đơn vị',
          columns: [
            { title: 'TT', width: 1, text: '{stt}', align: 'center' },
            { title: 'Tên đơn vị', width: 5.5, text: '{tên trường}' },
            { title: 'Cơ quan đánh giá', width: 4.5, text: '{cơ quan quản lý}' },
            { title: 'Tự đánh giá', width: 2.2, text: '{mức tự đánh giá}', align: 'center' },
            { title: 'Đánh giá ngoài', width: 2.2, text: '{mức đánh giá ngoài}', align: 'center' },
            { title: 'Công nhận', width: 2.2, text: '{mức công nhận}', align: 'center' },
            { title: 'Tình trạng', width: 3.4, text: '{tình trạng}' },
          ],
        },
      ],
    },
  ],
  signatures: signed,
}
