import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { unnumbered } from '../parts.ts'

/** Biên bản bàn giao hồ sơ between the body that assessed and the one that assesses from then on. */
export const handoverMinutes: Layout = {
  orientation: 'portrait',
  masthead: unnumbered,
  title: 'BIÊN BẢN BÀN GIAO',
  subject: 'Hồ sơ đánh giá mức độ chuyển đổi số của các đơn vị thay đổi cơ quan quản lý trực tiếp',
  blocks: [
    paragraph('Căn cứ {căn cứ}, có hiệu lực từ {có hiệu lực từ};', 'basis'),
    paragraph('**1. Bên giao:** {bên giao}.'),
    paragraph('Đại diện: ông (bà) …………………… Chức vụ: …………………'),
    paragraph('**2. Bên nhận:** {bên nhận}.'),
    paragraph('Đại diện: ông (bà) …………………… Chức vụ: …………………'),
    paragraph(
      '**3. Nội dung:** bàn giao {số hồ sơ} hồ sơ đang thực hiện, chưa có quyết định, theo danh sách kèm theo. Hồ sơ được giữ nguyên phiếu đánh giá, minh chứng, điểm đã chấm và tiến trình trên hệ thống. Hồ sơ đã có quyết định do cơ quan ra quyết định tiếp tục lưu giữ.',
    ),
    paragraph(
      'Kể từ ngày có hiệu lực, bên nhận tiếp tục tiếp nhận, đánh giá ngoài và đề nghị công nhận đối với các đơn vị trong danh sách.',
    ),
    paragraph('Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản./.'),
    {
      kind: 'annex',
      orientation: 'landscape',
      title: 'DANH SÁCH HỒ SƠ BÀN GIAO',
      subject: '(Kèm theo Biên bản bàn giao hồ sơ, {căn cứ})',
      blocks: [
        {
          kind: 'table',
          list: 'hồ sơ bàn giao',
          columns: [
            { title: 'TT', width: 1, text: '{stt}', align: 'center' },
            { title: 'Mã đơn vị', width: 2.4, text: '{mã trường}' },
            { title: 'Tên đơn vị', width: 4.6, text: '{tên trường}' },
            { title: 'Đợt đánh giá', width: 4.6, text: '{đợt đánh giá}' },
            { title: 'Tình trạng khi bàn giao', width: 3, text: '{tình trạng hồ sơ}' },
            { title: 'Cơ quan giao', width: 3.2, text: '{cơ quan giao}' },
            { title: 'Cơ quan nhận', width: 3.2, text: '{cơ quan nhận}' },
          ],
        },
      ],
    },
  ],
  signatures: {
    signers: [
      { capacity: 'ĐẠI DIỆN BÊN GIAO', name: '' },
      { capacity: 'ĐẠI DIỆN BÊN NHẬN', name: '' },
    ],
  },
}
