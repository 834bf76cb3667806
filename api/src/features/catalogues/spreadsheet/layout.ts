import type { ColumnFormat } from '../../../platform/spreadsheet/write.ts'
import { yesNo, type Words } from '../../../platform/spreadsheet/words.ts'
import { unitTypeWords } from '../../org/index.ts'
import {
  awardWords,
  combineWords,
  demandWords,
  evidenceKindWords,
  kindWords,
  schemeWords,
  shareWords,
} from './words.ts'

/** One column of a sheet, or one line of the sheet of the set itself. */
export type Heading = {
  header: string
  /** How older workbooks name it; still read. */
  formerly?: readonly string[]
  /** For the sheet of explanations. */
  meaning: string
  format: ColumnFormat
  width: number
  words?: Words<string>
  /** One cell may hold several of the words. */
  several?: true
  /** Without it nothing can be read. */
  required?: true
  /** A line that may stand several times. */
  repeated?: true
}

const text = (header: string, width: number, meaning: string) => ({ header, width, meaning, format: 'text' }) as const
const figure = (header: string, meaning: string, width = 12) => ({ header, width, meaning, format: 'number' }) as const
const listed = (header: string, width: number, words: Words<string>, meaning: string) =>
  ({ header, width, meaning, words, format: 'text' }) as const

const formerly = (...names: string[]) => ({ formerly: names }) as const
const required = { required: true } as const
const repeated = { repeated: true } as const

/** Lines of the first sheet: what holds for the whole set. */
export const setLines = {
  code: { ...text('Mã bộ chỉ số', 0, 'Chữ in hoa không dấu, chữ số, dấu gạch ngang. Ví dụ: QD4725.'), ...required },
  title: { ...text('Tên bộ chỉ số', 0, 'Tên đầy đủ, như trong văn bản.'), ...required },
  decisionNumber: text('Số quyết định', 0, 'Để trống cả ba ô về quyết định nếu không có văn bản ban hành.'),
  decisionDate: {
    ...text('Ngày ban hành', 0, 'Viết ngày/tháng/năm. Ví dụ: 30/12/2022.'),
    ...formerly('Ngày quyết định'),
  },
  decisionIssuer: text('Cơ quan ban hành', 0, 'Ví dụ: Bộ Giáo dục và Đào tạo.'),
  appliesTo: {
    ...listed('Áp dụng cho', 0, unitTypeWords, 'Mỗi dòng một loại đơn vị; thêm dòng cùng tên khi cần.'),
    ...required,
    ...repeated,
  },
  sample: {
    ...listed('Bộ chỉ số mẫu', 0, yesNo, '“Có” khi bộ này chỉ để minh hoạ, không theo văn bản nào.'),
    ...required,
  },
  evidenceCode: {
    ...listed('Kiểu mã minh chứng', 0, schemeWords, 'Cách đánh mã minh chứng.'),
    ...required,
    ...formerly('Cách mã hoá minh chứng'),
  },
  refinesCode: text('Chi tiết hoá từ bộ (mã)', 0, 'Mã của bộ mà tỉnh chi tiết hoá; để trống nếu là bộ độc lập.'),
  refinesVersion: figure('Chi tiết hoá từ bộ (phiên bản)', 'Số phiên bản của bộ đó.', 0),
  combine: {
    ...listed('Mức của đơn vị', 0, combineWords, 'Xếp theo nhóm có mức thấp nhất, hay theo tổng điểm các nhóm.'),
    ...required,
  },
  cap: {
    ...text(
      'Khi chưa đạt một điều kiện bắt buộc',
      0,
      'Mức cao nhất khi còn một điều kiện bắt buộc chưa đạt, hoặc “Không hạn chế mức”.',
    ),
    ...required,
    ...formerly('Trần mức khi chưa đạt điều kiện'),
  },
  doubt: {
    ...text(
      'Chỗ còn nghi vấn của cách xếp mức',
      0,
      'Chỗ phải so với bản có chữ ký. Mỗi dòng một nghi vấn; thêm dòng cùng tên khi cần.',
    ),
    ...repeated,
    ...formerly('Nghi vấn về cách xếp mức'),
  },
} satisfies Record<string, Heading>

const bounds = {
  from: figure('Từ', 'Số này thuộc khoảng.', 9),
  above: figure('Trên', 'Số này không thuộc khoảng, lớn hơn thì thuộc.', 9),
  to: figure('Đến', 'Số này thuộc khoảng.', 9),
  below: figure('Dưới', 'Số này không thuộc khoảng, nhỏ hơn thì thuộc.', 9),
}

export const levelColumns = {
  level: { ...figure('Mức', 'Số nguyên từ 1 đến 9, tăng theo điểm.', 8), ...required },
  name: text('Tên mức', 32, 'Ví dụ: Đáp ứng cơ bản. Có thể để trống.'),
  ...bounds,
} satisfies Record<string, Heading>

export const groupColumns = {
  code: { ...text('Mã nhóm', 10, 'Ví dụ: 1. Ô dạng văn bản.'), ...required },
  title: { ...text('Tên nhóm', 70, 'Tên nhóm tiêu chí.'), ...required },
  maximum: { ...figure('Điểm tối đa', 'Bằng tổng điểm tối đa của các tiêu chí trong nhóm.'), ...required },
} satisfies Record<string, Heading>

export const criterionColumns = {
  code: { ...text('Mã', 9, 'Ví dụ: 1.10. Ô dạng văn bản, để bảng tính không đổi 1.10 thành 1.1.'), ...required },
  parent: text('Thuộc', 9, 'Mã của nhóm, hoặc của tiêu chí “Tổng các mục con”. Để trống: suy từ mã.'),
  kind: { ...listed('Loại', 20, kindWords, 'Cách trả lời và chấm điểm.'), ...required },
  title: { ...text('Tên tiêu chí', 60, 'Nội dung tiêu chí, như trong văn bản.'), ...required },
  maximum: {
    ...figure('Điểm tối đa', 'Mọi loại, trừ điều kiện bắt buộc. Nhiều nhất hai chữ số thập phân.'),
    ...required,
  },
  step: figure('Bước điểm', 'Chấm điểm: điểm phải là bội của bước. Để trống: tự do.', 8),
  unit: text('Đơn vị tính', 14, 'Số lượng: đếm cái gì.'),
  target: {
    ...figure('Số lượng đạt điểm tối đa', 'Loại số lượng, điểm theo tỉ lệ: bao nhiêu thì được điểm tối đa.', 12),
    ...formerly('Chỉ tiêu'),
  },
  numerator: { ...text('Số đạt là', 26, 'Tỉ lệ: phần được tính.'), ...formerly('Tử số') },
  denominator: { ...text('Tổng số là', 26, 'Tỉ lệ: tổng số.'), ...formerly('Mẫu số') },
  share: {
    ...listed('Tính tỉ lệ', 26, shareWords, 'Tính từ các đơn vị trực thuộc: đơn vị nào được đếm.'),
    ...formerly('Tổng hợp tỉ lệ đơn vị'),
  },
  atLevel: figure('Từ mức', 'Tính từ các đơn vị trực thuộc, được công nhận: từ mức này trở lên.', 8),
  award: {
    ...listed(
      'Cách cho điểm',
      20,
      awardWords,
      'Số lượng, tỉ lệ, tính từ các đơn vị trực thuộc. “Theo khoảng”: khai ở trang Khoảng điểm.',
    ),
    ...formerly('Cách tính điểm'),
  },
  measurement: text('Khoá số liệu', 24, 'Khoá của số liệu do hệ thống khác gửi. Ví dụ: teachers.total.'),
  of: {
    ...text('Khoá số liệu của tổng số', 20, 'Tỉ lệ: khoá số liệu của tổng số.'),
    ...formerly('Khoá số liệu mẫu số'),
  },
  demand: listed('Minh chứng', 18, demandWords, 'Khi nào phải có minh chứng.'),
  kinds: {
    ...text('Loại minh chứng', 18, 'Các loại được tính, cách nhau bằng dấu chấm phẩy. Để trống: mọi loại.'),
    words: evidenceKindWords,
    several: true,
  },
  least: {
    ...figure('Ít nhất mấy minh chứng', 'Số nguyên từ 1 đến 20. Để trống: 1.', 10),
    ...formerly('Số minh chứng ít nhất'),
  },
  noteRequired: {
    ...listed('Cần ghi chú', 10, yesNo, 'Phải ghi chú khi có điểm hoặc chọn Đạt.'),
    ...formerly('Bắt buộc ghi chú'),
  },
  doubt: { ...text('Chỗ còn nghi vấn', 36, 'Chỗ phải so với bản có chữ ký.'), ...formerly('Nghi vấn') },
} satisfies Record<string, Heading>

export const bandColumns = {
  code: {
    ...text('Mã', 10, 'Mã nhóm, tiêu chí “Tổng các mục con”, hoặc tiêu chí tính điểm theo khoảng.'),
    ...required,
  },
  level: figure('Mức', 'Chỉ cho nhóm và tiêu chí tổng: mức riêng.', 8),
  name: text('Tên mức', 28, 'Chỉ cho nhóm và tiêu chí tổng. Có thể để trống.'),
  points: figure('Điểm', 'Chỉ cho số lượng, tỉ lệ, tính từ các đơn vị trực thuộc: điểm được hưởng.', 9),
  ...bounds,
} satisfies Record<string, Heading>

export const itemColumns = {
  code: { ...text('Mã tiêu chí', 12, 'Tiêu chí loại “Danh mục có/không” hoặc “Chọn một”.'), ...required },
  title: { ...text('Nội dung', 80, 'Mỗi dòng một mục, hoặc một phương án.'), ...required },
  points: {
    ...figure('Điểm', 'Danh mục: các mục cộng lại bằng điểm tối đa. Chọn một: phương án cao nhất bằng điểm tối đa.'),
    ...required,
  },
} satisfies Record<string, Heading>

export const fieldColumns = {
  code: { ...text('Mã tiêu chí', 12, 'Tiêu chí cần khai thêm.'), ...required },
  key: { ...text('Khoá', 20, 'Chữ thường không dấu, chữ số, gạch ngang. Ví dụ: solution.'), ...required },
  title: {
    ...text('Tên ô khai', 44, 'Điều cần khai, ghi ở dòng đầu của ô khai. Ví dụ: Tên giải pháp.'),
    ...required,
    ...formerly('Tên trường'),
  },
  isRequired: listed('Bắt buộc', 10, yesNo, 'Phải khai khi có điểm hoặc chọn Đạt; ghi ở dòng đầu của ô khai.'),
  choice: text('Lựa chọn', 40, 'Mỗi dòng một lựa chọn, lặp lại mã và khoá. Để trống: khai tự do.'),
} satisfies Record<string, Heading>

export const guidanceColumns = {
  code: { ...text('Mã tiêu chí', 12, 'Mỗi tiêu chí một dòng.'), ...required },
  text: { ...text('Nội hàm, gợi ý minh chứng', 110, 'Hướng dẫn của văn bản, tối đa 10.000 ký tự.'), ...required },
} satisfies Record<string, Heading>

/** Sheets as they are named and ordered in the workbook. */
export const sheetNames = {
  set: 'Bộ chỉ số',
  levels: 'Mức độ',
  groups: 'Nhóm tiêu chí',
  criteria: 'Tiêu chí',
  bands: 'Khoảng điểm',
  items: 'Mục và lựa chọn',
  fields: 'Khai thêm',
  guidance: 'Hướng dẫn',
  explanations: 'Giải thích',
  examples: 'Ví dụ',
} as const

/** Sheets that were called otherwise in older workbooks. */
export const formerFieldsSheet = ['Trường bổ sung'] as const

/** The headings of the first sheet: the name of a line, what it says, what is meant. */
export const setColumns = {
  name: { ...text('Nội dung', 34, 'Tên dòng; không đổi.'), ...required },
  value: { ...text('Giá trị', 60, 'Điền ở đây.'), ...required },
  meaning: text('Giải thích', 60, 'Không đọc khi nạp.'),
} satisfies Record<string, Heading>

/** Most rows that are read: of criteria, and of each other sheet. */
export const mostCriteria = 2_000
export const mostRows = 10_000
