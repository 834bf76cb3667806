import { paragraph, type Block, type Column, type Layout } from '../../../../platform/documents/index.ts'
import { signedByTwo, unnumbered } from '../parts.ts'

const criterion: Column[] = [
  { title: 'Mã', width: 1.4, text: '{mã}', align: 'center' },
  { title: 'Tiêu chí', width: 7.6, text: '**{tên tiêu chí có tiêu chí con}**{tên tiêu chí}' },
  { title: 'Điểm tối đa', width: 1.7, text: '{điểm tối đa}', align: 'center' },
  { title: 'Tự đánh giá', width: 1.8, text: '{điểm tự đánh giá}', align: 'center' },
]
const external: Column[] = [
  { title: 'Đánh giá ngoài', width: 1.8, text: '{điểm đánh giá ngoài}', align: 'center' },
  { title: 'Nhận xét của đoàn', width: 3.6, text: '{nhận xét của đoàn}' },
]
const proof: Column[] = [
  { title: 'Minh chứng', width: 2.8, text: '{mã minh chứng}' },
  { title: 'Ghi chú', width: 4, text: '{ghi chú}' },
]
const heading = paragraph('Nhóm {mã nhóm}. {tên nhóm}', 'article')
const self = '**Cộng nhóm {mã nhóm}:** {điểm của nhóm}/{điểm tối đa của nhóm} điểm, {mức độ của nhóm}'

const whenFlag = (flag: string, blocks: readonly Block[]): Block => ({ kind: 'each', list: flag, blocks })

/** Phiếu tự đánh giá: a table for each group of criteria, with what was found from outside once there is something. */
export const assessmentSheet: Layout = {
  orientation: 'landscape',
  masthead: unnumbered,
  title: 'PHIẾU TỰ ĐÁNH GIÁ',
  subject: 'Mức độ chuyển đổi số năm học {năm học}',
  blocks: [
    {
      kind: 'pairs',
      rows: [
        ['Bộ chỉ số:', '{bộ chỉ số}'],
        ['Đợt đánh giá:', '{tên đợt đánh giá}'],
        ['Số mục đã trả lời:', '{số mục đã trả lời}'],
        ['Điều kiện bắt buộc:', '{điều kiện bắt buộc}'],
        ['Kết quả tự đánh giá:', '**{tổng điểm}/{tổng điểm tối đa} điểm; {mức độ}**'],
      ],
    },
    whenFlag('có đánh giá ngoài', [
      paragraph(
        'Kết quả đánh giá ngoài: **{tổng điểm đánh giá ngoài}/{tổng điểm tối đa} điểm; {mức độ đánh giá ngoài}**',
        'plain',
      ),
    ]),
    {
      kind: 'each',
      list: 'nhóm tiêu chí',
      blocks: [
        whenFlag('chỉ có tự đánh giá', [
          heading,
          { kind: 'table', list: 'tiêu chí', columns: [...criterion, ...proof] },
          paragraph(`${self}.`, 'plain'),
        ]),
        whenFlag('có đánh giá ngoài', [
          heading,
          { kind: 'table', list: 'tiêu chí', columns: [...criterion, ...external, ...proof] },
          paragraph(
            `${self}; đánh giá ngoài: {điểm đánh giá ngoài của nhóm}/{điểm tối đa của nhóm} điểm, {mức độ đánh giá ngoài của nhóm}.`,
            'plain',
          ),
        ]),
      ],
    },
    paragraph('**Tổng cộng tự đánh giá:** {tổng điểm}/{tổng điểm tối đa} điểm, {mức độ}.', 'plain'),
  ],
  signatures: signedByTwo,
}
