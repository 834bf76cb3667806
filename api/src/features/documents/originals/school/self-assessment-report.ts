import { paragraph, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

/** Báo cáo kết quả thực hiện đánh giá mức độ chuyển đổi số, in the parts that the plan asks for. */
export const selfAssessmentReport: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'BÁO CÁO',
  subject: 'Kết quả thực hiện đánh giá mức độ chuyển đổi số của cơ sở giáo dục năm học {năm học}',
  blocks: [
    {
      kind: 'each',
      list: 'chương',
      blocks: [
        paragraph('{tên chương}', 'article'),
        { kind: 'each', list: 'đoạn', blocks: [paragraph('{ý}')] },
        {
          kind: 'each',
          list: 'mục',
          blocks: [paragraph('{tên mục}', 'article'), { kind: 'each', list: 'đoạn', blocks: [paragraph('{ý}')] }],
        },
      ],
    },
    paragraph(
      'Trên đây là báo cáo kết quả thực hiện đánh giá mức độ chuyển đổi số năm học {năm học} của {tên đơn vị}./.',
    ),
  ],
  signatures: signed,
}
