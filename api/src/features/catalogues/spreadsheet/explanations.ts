import type { WordRange, WrittenRow, WrittenSheet } from '../../../platform/spreadsheet/write.ts'
import * as layout from './layout.ts'
import type { Heading } from './layout.ts'
import { wordsOf, type Words } from '../../../platform/spreadsheet/words.ts'

/** The sheet that says what each column means, and where on it each closed list stands. */
export type Explained = { sheet: WrittenSheet; ranges: ReadonlyMap<Words<string>, WordRange> }

const { sheetNames } = layout

const tables: readonly (readonly [string, Readonly<Record<string, Heading>>])[] = [
  [sheetNames.set, layout.setLines],
  [sheetNames.levels, layout.levelColumns],
  [sheetNames.groups, layout.groupColumns],
  [sheetNames.criteria, layout.criterionColumns],
  [sheetNames.bands, layout.bandColumns],
  [sheetNames.items, layout.itemColumns],
  [sheetNames.fields, layout.fieldColumns],
  [sheetNames.guidance, layout.guidanceColumns],
]

/** How to fill in the workbook, said once above the table. */
const advice = [
  'Tiêu đề nền xanh lá là cột bắt buộc. Không đổi tên trang và tiêu đề; thứ tự cột tuỳ ý, dòng trống được bỏ qua.',
  'Mỗi ô ghi một giá trị: không dùng công thức, không gộp ô. Mã là văn bản. Điểm có nhiều nhất hai chữ số thập phân, viết 6,25 hoặc 6.25.',
  'Khoảng: “từ” và “đến” gồm cả số đó, “trên” và “dưới” thì không. Các khoảng phải nối liền nhau và phủ hết thang điểm.',
  'Từ có danh sách được đọc không kể chữ hoa, chữ thường và dấu. Trang Ví dụ có mỗi loại tiêu chí một dòng để chép sang.',
]

export function explain(): Explained {
  const rows: WrittenRow[] = advice.map((text) => ({ values: [null, null, text], look: 'note' }))
  const ranges = new Map<Words<string>, WordRange>()
  for (const [sheet, headings] of tables) {
    rows.push({ values: [sheet, null, null, null], look: 'heading' })
    for (const { header, meaning, words } of Object.values(headings)) {
      const [first = null, ...others] = words ? wordsOf(words) : []
      rows.push({ values: [sheet, header, meaning, first] })
      const start = rows.length
      for (const word of others) rows.push({ values: [null, null, null, word] })
      if (words && !ranges.has(words))
        ranges.set(words, { sheet: sheetNames.explanations, column: 3, first: start, last: start + others.length })
    }
  }
  const column = (header: string, width: number) => ({ header, width, format: 'text' as const })
  const columns = [column('Trang', 20), column('Cột hoặc dòng', 32), column('Ý nghĩa', 74), column('Từ được dùng', 34)]
  return { sheet: { name: sheetNames.explanations, columns, rows }, ranges }
}
