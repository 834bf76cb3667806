import type {
  Award,
  Criterion,
  EvidenceCodeScheme,
  EvidenceDemand,
  EvidenceKind,
  LevelRule,
  managedShares,
  UnitType,
} from '@thuoc/shared'

/** What people write for each member of a closed set: the first word is written out, the others are read as well. */
export type Words<T extends string> = Readonly<Record<T, readonly [string, ...string[]]>>

export const yesNo: Words<'yes' | 'no'> = { yes: ['Có', 'x', 'true', 'yes'], no: ['Không', 'false', 'no'] }

export const unitTypeWords: Words<UnitType> = {
  system: ['Toàn hệ thống'],
  province: ['Sở Giáo dục và Đào tạo', 'Sở GDĐT'],
  'district-office': ['Phòng Giáo dục và Đào tạo', 'Phòng GDĐT'],
  'commune-office': ['Phòng Văn hoá – Xã hội', 'Phòng Văn hóa – Xã hội', 'UBND xã'],
  nursery: ['Nhà trẻ'],
  kindergarten: ['Trường mẫu giáo'],
  preschool: ['Trường mầm non'],
  primary: ['Trường tiểu học'],
  'lower-secondary': ['Trường trung học cơ sở', 'Trường THCS'],
  'upper-secondary': ['Trường trung học phổ thông', 'Trường THPT'],
  'multi-level': ['Trường phổ thông nhiều cấp học'],
  'continuing-education': ['Trung tâm giáo dục thường xuyên', 'Trung tâm GDTX'],
  'vocational-continuing-education': [
    'Trung tâm GDNN – GDTX',
    'Trung tâm giáo dục nghề nghiệp – giáo dục thường xuyên',
  ],
}

export const schemeWords: Words<EvidenceCodeScheme> = {
  accreditation: ['Kiểu [H1-1.3-01]', '[H1-1.3-01]'],
  'quality-2026': ['Kiểu MC.1.3.01', 'MC.1.3.01'],
}

export const combineWords: Words<LevelRule['combine']> = {
  'lowest-group': ['Theo nhóm thấp nhất', 'Nhóm thấp nhất'],
  total: ['Theo tổng điểm', 'Tổng điểm'],
}

export const kindWords: Words<Criterion['kind']> = {
  condition: ['Điều kiện bắt buộc', 'Điều kiện'],
  points: ['Chấm điểm', 'Điểm'],
  checklist: ['Danh mục có/không', 'Danh mục'],
  choice: ['Chọn một', 'Lựa chọn'],
  count: ['Số lượng'],
  ratio: ['Tỉ lệ', 'Tỷ lệ'],
  aggregate: ['Tổng hợp từ đơn vị quản lý', 'Tổng hợp'],
  sum: ['Tổng các mục con', 'Tổng'],
}

export const awardWords: Words<Award['by']> = {
  bands: ['Theo khoảng'],
  proportion: ['Theo tỉ lệ', 'Theo tỷ lệ'],
  suggestion: ['Chỉ gợi ý', 'Gợi ý'],
}

export const shareWords: Words<(typeof managedShares)[number]> = {
  'recognised-at-level': ['Được công nhận từ mức'],
  'submitted-in-time': ['Gửi đúng hạn', 'Nộp đúng hạn'],
}

export const demandWords: Words<EvidenceDemand['demand']> = {
  none: ['Không nhận'],
  optional: ['Không bắt buộc'],
  'when-claimed': ['Khi đạt hoặc có điểm'],
  always: ['Luôn bắt buộc', 'Bắt buộc'],
}

export const evidenceKindWords: Words<EvidenceKind> = {
  file: ['Tệp'],
  link: ['Đường dẫn', 'Đường liên kết', 'Liên kết'],
  figure: ['Số liệu'],
}

export const capWords: Words<'none'> = { none: ['Không hạn chế', 'Không'] }

/** The words that are written out, in the order of the set. */
export const wordsOf = (words: Words<string>): string[] => Object.values(words).map(([first]) => first)

/** The word of one member. */
export const wordFor = <T extends string>(words: Words<T>, member: T): string => words[member][0]

/** Case, accents, dashes and spaces do not matter. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?([-/]) ?/g, '$1')
    .trim()
    .toLowerCase()

/** Each list folded once: a workbook asks for the same words thousands of times. */
const known = new WeakMap<object, ReadonlyMap<string, string>>()

function indexOf<T extends string>(words: Words<T>): ReadonlyMap<string, string> {
  const made = known.get(words)
  if (made) return made
  const index = new Map<string, string>()
  for (const [member, written] of Object.entries<readonly string[]>(words))
    for (const word of [member, ...written]) index.set(fold(word), member)
  known.set(words, index)
  return index
}

/** The member that a text names: by one of its words, or as the API calls it; null: by none. */
export function memberOf<T extends string>(words: Words<T>, text: string): T | null {
  const member = indexOf(words).get(fold(text))
  return member !== undefined && isMember(words, member) ? member : null
}

const isMember = <T extends string>(words: Words<T>, member: string): member is T => member in words
