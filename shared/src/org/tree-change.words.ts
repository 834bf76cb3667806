import type { ImportWords } from '../imports/words.ts'

/** What the import of a reorganisation says besides what any table says. */
export const treeChangeWords = {
  rules: {
    'decision-once': {
      vi: 'Trang này có đúng một dòng: một quyết định, một ngày hiệu lực cho cả bảng',
      en: 'This sheet has exactly one row: one decision and one day for the whole file',
    },
    'unit.not-found': {
      vi: 'Không có đơn vị nào mang mã {code} trong phạm vi của bạn hoặc ở trang “Đơn vị mới”',
      en: 'No unit has the code {code}, neither in your branch nor on the sheet of new units',
    },
    'unit.code-taken': {
      vi: 'Mã {code} đang hoặc đã thuộc một đơn vị khác',
      en: 'The code {code} belongs, or belonged, to another unit',
    },
    'unit.closed': { vi: 'Đơn vị {code} đã giải thể', en: 'The unit {code} is closed' },
    'unit.stale': { vi: 'Đơn vị {code} vừa được sửa', en: 'The unit {code} has just been changed' },
    'unit.parent-unfit': {
      vi: 'Đơn vị loại này không đứng dưới cấp trên đã ghi',
      en: 'A unit of this type cannot stand under the superior given',
    },
    'unit-change.unit-twice': { vi: 'Đơn vị {code} được nêu hai lần', en: 'The unit {code} occurs twice' },
    'unit-change.tier-unfit': {
      vi: 'Đơn vị kế thừa phải cùng cấp với đơn vị giải thể',
      en: 'The successor has to be of the tier of the unit that closes',
    },
    'unit-change.into-own-subtree': {
      vi: 'Đơn vị không thể trực thuộc chính mình hoặc cấp dưới của mình',
      en: 'A unit cannot stand under itself or what is below it',
    },
    'unit-change.children-left': {
      vi: 'Đơn vị {code} còn trực thuộc đơn vị giải thể; hãy ghi nơi chuyển đến ở trang “Đơn vị chuyển”',
      en: 'The unit {code} still stands under one that closes; say on the sheet of moves where it goes',
    },
    'unit-change.date-before-last': {
      vi: 'Ngày hiệu lực trước lần thay đổi gần nhất của đơn vị {code} ({day})',
      en: 'The day is before the last change of the unit {code} ({day})',
    },
    'unit-change.files-left': {
      vi: 'Hồ sơ của {code} chưa có quyết định mà đơn vị đánh giá sẽ giải thể; hãy ghi “Có” ở cột “Bàn giao hồ sơ”',
      en: 'The file of {code} is not decided and the body that assesses it closes; choose to hand files over',
    },
    'access.denied': {
      vi: 'Đơn vị {code} nằm ngoài quyền sắp xếp của bạn',
      en: 'The unit {code} is not yours to reorganise',
    },
  },
  subjects: {
    unit: { vi: 'đơn vị', en: 'units' },
    membership: { vi: 'vai trò của người dùng', en: 'memberships' },
    file: { vi: 'hồ sơ đánh giá chưa có quyết định', en: 'files without a decision' },
  },
} satisfies ImportWords
