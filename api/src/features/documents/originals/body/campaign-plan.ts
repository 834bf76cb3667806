import { paragraph, type Block, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

const where = (list: string, ...blocks: Block[]): Block => ({ kind: 'each', list, blocks })
const milestones = (flag: string, title: string, list: string) =>
  where(flag, paragraph(title, 'section'), {
    kind: 'table',
    list,
    columns: [
      { title: 'TT', width: 1.2, text: '{mã mốc}', align: 'center' },
      { title: 'Nội dung thực hiện', width: 6, text: '{nội dung}' },
      { title: 'Thời gian thực hiện', width: 3.4, text: '{thời gian}' },
      { title: 'Sản phẩm', width: 5, text: '{sản phẩm}' },
    ],
  })

/** Kế hoạch đánh giá: who does what until when, by tier, as an annex. */
export const campaignPlan: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'KẾ HOẠCH',
  subject: '{trích yếu}',
  blocks: [
    where('bộ chỉ số', paragraph('Căn cứ {tên bộ chỉ số};', 'basis')),
    where(
      'là kế hoạch của cơ quan quản lý',
      paragraph('Thực hiện {kế hoạch của sở} của {tên sở};', 'basis'),
      paragraph(
        '{tên đơn vị} ban hành kế hoạch triển khai đánh giá mức độ chuyển đổi số năm học {năm học} trong các cơ sở giáo dục thuộc phạm vi quản lý gồm các nội dung sau:',
      ),
    ),
    where(
      'là kế hoạch của sở',
      paragraph(
        '{tên đơn vị} ban hành kế hoạch triển khai đánh giá mức độ chuyển đổi số năm học {năm học} trong các cơ sở giáo dục gồm các nội dung sau:',
      ),
    ),
    paragraph('I. MỤC ĐÍCH, YÊU CẦU', 'article'),
    paragraph(
      '1. Xác định mức độ chuyển đổi số của từng cơ sở giáo dục theo bộ chỉ số; làm căn cứ để đơn vị và cơ quan quản lý có kế hoạch cải thiện.',
    ),
    paragraph(
      '2. Việc đánh giá bảo đảm khách quan, công khai, có minh chứng; không hình thức, không gây khó khăn, lãng phí.',
    ),
    paragraph('II. ĐỐI TƯỢNG, BỘ CHỈ SỐ', 'article'),
    paragraph('Có {số đơn vị} đơn vị tham gia, áp dụng:'),
    where('bộ chỉ số', paragraph('- {tên bộ chỉ số}: {đối tượng}.')),
    paragraph('III. THỜI HẠN', 'article'),
    paragraph('1. Các đơn vị hoàn thành tự đánh giá chậm nhất {hạn tự đánh giá}.'),
    paragraph('2. Hoàn thành đánh giá ngoài chậm nhất {hạn đánh giá ngoài}.'),
    paragraph('3. Nhiệm vụ, thời gian và sản phẩm của từng cấp theo phụ lục kèm theo.'),
    paragraph('IV. TỔ CHỨC THỰC HIỆN', 'article'),
    where('ghi chú', paragraph('{dòng}')),
    paragraph(
      'Người đứng đầu các đơn vị nghiêm túc triển khai. Trong quá trình thực hiện nếu có khó khăn, vướng mắc, các đơn vị báo cáo về {tên đơn vị} để được hướng dẫn kịp thời./.',
    ),
    {
      kind: 'annex',
      title: 'Phụ lục\u00a0– NHIỆM VỤ TRIỂN KHAI ĐÁNH GIÁ MỨC ĐỘ CHUYỂN ĐỔI SỐ NĂM HỌC {năm học}',
      subject: '(Kèm theo Kế hoạch số {số, ký hiệu} của {tên đơn vị})',
      blocks: [
        milestones('có việc của sở', 'Sở Giáo dục và Đào tạo', 'việc của sở'),
        milestones('có việc của cơ quan quản lý', 'Cơ quan quản lý trực tiếp', 'việc của cơ quan quản lý'),
        milestones('có việc của trường', 'Cơ sở giáo dục', 'việc của trường'),
      ],
    },
  ],
  signatures: signed,
}
