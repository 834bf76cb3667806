import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered } from '../parts.ts'

/** Biên bản họp Hội đồng tự đánh giá; the agreed score of every line is its annex. */
export const councilMinutes: Layout = {
  orientation: 'portrait',
  // Minutes say their day and place in the text (Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.9).
  masthead: { ...numbered, number: '{dòng số}', placeAndDate: '' },
  title: 'BIÊN BẢN',
  subject: 'Họp Hội đồng tự đánh giá mức độ chuyển đổi số năm học {năm học} (lần {lần họp})',
  blocks: [
    {
      kind: 'each',
      list: 'là bản đính chính',
      blocks: [paragraph('(Bản đính chính; lý do: {lý do đính chính})', 'note')],
    },
    paragraph('I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN', 'article'),
    paragraph('Thời gian bắt đầu: {bắt đầu}.'),
    paragraph('Địa điểm: {địa điểm}.'),
    paragraph('Chủ trì: ông (bà) {chủ trì}, Chủ tịch Hội đồng. Thư ký: ông (bà) {thư ký}.'),
    paragraph('Có mặt {số người có mặt}/{số thành viên} thành viên:'),
    {
      kind: 'table',
      list: 'thành viên',
      columns: [
        { title: 'TT', width: 1, text: '{stt}', align: 'center' },
        { title: 'Họ và tên', width: 4, text: '{họ và tên}' },
        { title: 'Chức vụ', width: 3.5, text: '{chức vụ}' },
        { title: 'Nhiệm vụ', width: 3.3, text: '{nhiệm vụ}' },
        { title: 'Dự họp', width: 3, text: '{dự họp}' },
      ],
    },
    paragraph('II. NỘI DUNG', 'article'),
    {
      kind: 'each',
      list: 'nội dung họp',
      blocks: [paragraph('{stt}. {tiêu đề}', 'article'), { kind: 'each', list: 'đoạn', blocks: [paragraph('{ý}')] }],
    },
    paragraph('III. KẾT QUẢ TỰ ĐÁNH GIÁ', 'article'),
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
    paragraph('Tổng điểm: {tổng điểm}/{tổng điểm tối đa}. Mức độ của đơn vị: **{mức độ}**.'),
    {
      kind: 'each',
      list: 'có ý kiến khác nhau',
      blocks: [
        paragraph('Những tiêu chí có ý kiến khác nhau và kết quả thống nhất:'),
        {
          kind: 'table',
          list: 'tiêu chí có ý kiến khác nhau',
          columns: [
            { title: 'Mã', width: 1.4, text: '{mã}', align: 'center' },
            { title: 'Tiêu chí', width: 4, text: '{tên tiêu chí}' },
            { title: 'Ý kiến các thành viên', width: 4, text: '{ý kiến các thành viên}' },
            { title: 'Thống nhất', width: 1.9, text: '{thống nhất}', align: 'center' },
            { title: 'Lý do', width: 3, text: '{lý do}' },
          ],
        },
      ],
    },
    {
      kind: 'each',
      list: 'không có ý kiến khác nhau',
      blocks: [paragraph('Các thành viên không có ý kiến khác nhau về điểm của các tiêu chí.')],
    },
    paragraph('IV. KẾT LUẬN', 'article'),
    {
      kind: 'each',
      list: 'có biểu quyết',
      blocks: [paragraph('Kết quả biểu quyết: {kết quả biểu quyết}.')],
    },
    { kind: 'each', list: 'kết luận', blocks: [paragraph('{ý}')] },
    paragraph('Cuộc họp kết thúc vào {kết thúc}; biên bản được thông qua tại cuộc họp./.'),
    {
      kind: 'annex',
      title: 'BẢNG ĐIỂM HỘI ĐỒNG THỐNG NHẤT',
      subject: '(Kèm theo Biên bản họp Hội đồng tự đánh giá của {tên đơn vị}, {bắt đầu})',
      blocks: [
        {
          kind: 'table',
          list: 'bảng điểm',
          columns: [
            { title: 'Mã', width: 1.5, text: '{mã}', align: 'center' },
            { title: 'Tiêu chí', width: 8.5, text: '**{tên tiêu chí có tiêu chí con}**{tên tiêu chí}' },
            { title: 'Điểm tối đa', width: 2, text: '{điểm tối đa}', align: 'center' },
            { title: 'Điểm thống nhất', width: 2.2, text: '{điểm thống nhất}', align: 'center' },
          ],
        },
      ],
    },
  ],
  signatures: {
    signers: [
      { capacity: 'THƯ KÝ', name: '{thư ký}' },
      { capacity: 'CHỦ TRÌ', name: '{chủ trì}' },
    ],
  },
}
