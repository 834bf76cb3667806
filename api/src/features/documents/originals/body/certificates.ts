import { paragraph, type Block, type Layout } from '../../../../platform/documents/index.ts'

const where = (list: string, text: string): Block => ({ kind: 'each', list, blocks: [paragraph(text, 'middle')] })

/** One certificate; a page of its own, lying. */
const page: readonly Block[] = [
  { kind: 'masthead', masthead: { superior: 'cơ quan cấp trên', issuer: 'đơn vị ban hành' } },
  paragraph('\u00a0', 'middle'),
  paragraph('GIẤY CHỨNG NHẬN', 'display'),
  paragraph('Công nhận mức độ chuyển đổi số của', 'middle'),
  paragraph('{tên trường}', 'display'),
  paragraph('Đạt mức độ {mức độ}: {tên mức}', 'center'),
  paragraph('Năm học {năm học}, {bộ chỉ số}', 'middle'),
  paragraph('Theo Quyết định {quyết định} của {nơi ra quyết định}.', 'middle'),
  where('được đính chính', 'Được đính chính theo Quyết định {quyết định đính chính}, thay giấy số {thay giấy số}.'),
  where('có thời hạn', 'Có giá trị đến hết {có giá trị đến}.'),
  where('hết hiệu lực', '**Giấy này {lý do hết hiệu lực}.**'),
  paragraph('\u00a0', 'middle'),
  {
    kind: 'beside',
    columns: [
      { width: 1.3, blocks: [{ kind: 'image', name: 'mã QR', align: 'left' }] },
      {
        width: 3.7,
        blocks: [
          paragraph('Số giấy chứng nhận: **{số giấy chứng nhận}**', 'plain'),
          paragraph('Quét mã hoặc mở địa chỉ sau để tra cứu:', 'note'),
          paragraph('{địa chỉ tra cứu}', 'note'),
        ],
      },
      {
        width: 5,
        blocks: [
          paragraph('{địa danh, ngày tháng}', 'dated'),
          paragraph('{chức vụ}', 'center'),
          paragraph('\u00a0', 'middle'),
          paragraph('\u00a0', 'middle'),
          paragraph('{họ tên người ký}', 'center'),
        ],
      },
    ],
  },
]

/** Giấy chứng nhận: A4 lying, the code leads to the public check. */
export const certificate: Layout = { orientation: 'landscape', framed: true, blocks: page }

/** Every certificate of one decision. */
export const certificates: Layout = {
  orientation: 'landscape',
  framed: true,
  blocks: [{ kind: 'each', list: 'giấy chứng nhận', paged: true, blocks: page }],
}
