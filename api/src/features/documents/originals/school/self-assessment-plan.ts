import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

/** Kế hoạch tự đánh giá, with whose each criterion is as an annex. */
export const selfAssessmentPlan: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'KẾ HOẠCH',
  subject: 'Tự đánh giá mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    paragraph('Căn cứ {tên đợt đánh giá};', 'basis'),
    paragraph('Căn cứ {bộ chỉ số};', 'basis'),
    paragraph(
      'Căn cứ Quyết định số {số quyết định hội đồng} ngày {ngày quyết định hội đồng} về việc thành lập Hội đồng tự đánh giá mức độ chuyển đổi số của {tên đơn vị};',
      'basis',
    ),
    paragraph('{tên đơn vị} xây dựng kế hoạch tự đánh giá mức độ chuyển đổi số năm học {năm học} như sau:'),
    paragraph('I. MỤC ĐÍCH, YÊU CẦU', 'article'),
    paragraph(
      '1. Xác định đúng mức độ chuyển đổi số của đơn vị theo từng tiêu chí của bộ chỉ số; làm cơ sở đề nghị đánh giá ngoài và xây dựng phương hướng chuyển đổi số của các năm học tiếp theo.',
    ),
    paragraph(
      '2. Việc tự đánh giá bảo đảm khách quan, trung thực, đúng thời hạn; mỗi điểm số có minh chứng; mỗi tiêu chí có người chịu trách nhiệm.',
    ),
    paragraph('II. NỘI DUNG', 'article'),
    paragraph(
      'Tự đánh giá {số tiêu chí} tiêu chí theo {bộ chỉ số}: thu thập minh chứng, chấm điểm, họp thống nhất, phê duyệt kết quả và đề nghị đánh giá ngoài. Hạn hoàn thành tự đánh giá: {hạn tự đánh giá}.',
    ),
    paragraph('III. HỘI ĐỒNG TỰ ĐÁNH GIÁ', 'article'),
    {
      kind: 'table',
      list: 'thành viên',
      columns: [
        { title: 'TT', width: 1, text: '{stt}', align: 'center' },
        { title: 'Họ và tên', width: 4, text: '{họ và tên}' },
        { title: 'Chức vụ', width: 4, text: '{chức vụ}' },
        { title: 'Nhiệm vụ', width: 4, text: '{nhiệm vụ}' },
      ],
    },
    {
      kind: 'each',
      list: 'đã phân công',
      blocks: [paragraph('Phân công từng tiêu chí theo phụ lục kèm theo Kế hoạch này.')],
    },
    paragraph('IV. THỜI GIAN THỰC HIỆN', 'article'),
    {
      kind: 'table',
      list: 'bước',
      columns: [
        { title: 'TT', width: 1, text: '{stt}', align: 'center' },
        { title: 'Nội dung công việc', width: 6, text: '{nội dung}' },
        { title: 'Thời gian', width: 3.6, text: '{thời gian}', align: 'center' },
        { title: 'Người phụ trách', width: 3.4, text: '{người phụ trách}' },
      ],
    },
    paragraph('V. TỔ CHỨC THỰC HIỆN', 'article'),
    paragraph(
      '1. Chủ tịch Hội đồng chỉ đạo, kiểm tra việc thực hiện; thư ký tổng hợp kết quả và lập hồ sơ; các thành viên thu thập minh chứng, chấm điểm những tiêu chí được phân công.',
    ),
    paragraph('2. Các tổ, bộ phận, cá nhân có liên quan cung cấp thông tin, minh chứng theo đề nghị của Hội đồng.'),
    paragraph(
      'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các thành viên báo cáo Chủ tịch Hội đồng để được giải quyết./.',
    ),
    {
      kind: 'annex',
      title: 'PHÂN CÔNG THỰC HIỆN CÁC TIÊU CHÍ',
      subject: '(Kèm theo Kế hoạch số {số, ký hiệu} của {tên đơn vị})',
      blocks: [
        {
          kind: 'table',
          list: 'tiêu chí',
          columns: [
            { title: 'Mã', width: 1.4, text: '{mã}', align: 'center' },
            { title: 'Tiêu chí', width: 8, text: '{tên tiêu chí}' },
            { title: 'Người thực hiện', width: 4.6, text: '{người được giao}' },
          ],
        },
      ],
    },
  ],
  signatures: signed,
}
