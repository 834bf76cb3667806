import type { ImportWords } from '../imports/words.ts'

/** What the import of earlier results says besides what any table says. */
export const earlierResultImportWords = {
  rules: {
    'earlier.unit-unknown': {
      vi: 'Không có đơn vị nào mang mã {code} (hiện nay hoặc trước đây) trong phạm vi của bạn',
      en: 'No unit of your branch has, or had, the code {code}',
    },
    'earlier.set-unknown': {
      vi: 'Không có bộ chỉ số {code} nào đã ban hành mà đơn vị nhìn thấy',
      en: 'You see no published indicator set {code}',
    },
    'earlier.version-needed': {
      vi: 'Bộ chỉ số {code} có các phiên bản {versions}; hãy ghi phiên bản',
      en: 'The set {code} has the versions {versions}; say which',
    },
    'earlier.set-unfit': {
      vi: 'Bộ chỉ số {code} không áp dụng cho loại hình của “{name}”',
      en: 'The set {code} does not apply to the kind of “{name}”',
    },
    'earlier.year-unfit': {
      vi: '“{text}” không phải năm học đã qua hoặc đang diễn ra; hãy viết như 2023-2024',
      en: '“{text}” is no school year that has begun; write it like 2023-2024',
    },
    'earlier.no-group': {
      vi: 'Bộ chỉ số {code} chỉ có {count} nhóm',
      en: 'The set {code} has only {count} groups',
    },
    'earlier.no-line': { vi: 'Bộ chỉ số không có mục {code}', en: 'The set has no line {code}' },
    'earlier.above-maximum': {
      vi: 'Điểm {score} lớn hơn điểm tối đa {maximum} của {what}',
      en: 'The score {score} is above the maximum {maximum} of {what}',
    },
    'earlier.sum-differs': {
      vi: 'Các điểm thành phần cộng lại là {sum}, không phải {score}',
      en: 'The parts come to {sum}, not to {score}',
    },
    'earlier.level-differs': {
      vi: 'Theo bộ chỉ số, điểm này ở mức {found}, không phải mức {level}. Nếu quyết định công nhận ghi mức {level}, hãy ghi “Có” ở cột “Mức theo quyết định”',
      en: 'By the set these scores are level {found}, not {level}. If the decision says level {level}, write “Có” under “Mức theo quyết định”',
    },
    'earlier.level-unknown': { vi: 'Bộ chỉ số không có mức {level}', en: 'The set has no level {level}' },
    'earlier.decision-incomplete': {
      vi: 'Quyết định cần đủ số, ngày và cơ quan ban hành',
      en: 'A decision needs number, day and issuer',
    },
    'earlier.decision-needed': {
      vi: 'Mức theo quyết định thì cần số, ngày và cơ quan ban hành quyết định',
      en: 'A level by decision needs the decision',
    },
    'earlier.in-system': {
      vi: '“{name}” đã có kết quả năm học {year} theo bộ này trên hệ thống; kết quả trên hệ thống không bị thay',
      en: '“{name}” has a result of {year} by this set in the system, which is not replaced',
    },
    'earlier.none-to-withdraw': {
      vi: 'Không có kết quả đã nhập nào để rút lại',
      en: 'There is no result to withdraw',
    },
    'earlier.no-row': {
      vi: 'Trang “Kết quả” không có dòng nào cho đơn vị, năm học và bộ chỉ số này',
      en: 'The sheet “Kết quả” has no row for this unit, year and set',
    },
  },
  subjects: { result: { vi: 'kết quả', en: 'results' } },
} satisfies ImportWords
