import type { ImportWords } from '../imports/words.ts'

/** What the import of units says besides what any table says. */
export const unitImportWords = {
  rules: {
    'unit.code-taken': {
      vi: 'Mã {code} đang hoặc đã thuộc một đơn vị ngoài phạm vi của bạn',
      en: 'The code {code} belongs, or belonged, to a unit outside of your branch',
    },
    'unit.code-former': {
      vi: 'Mã {code} là mã cũ của “{name}”, mã hiện nay là {now}',
      en: 'The code {code} is a former one of “{name}”, whose code is now {now}',
    },
    'unit.former-taken': {
      vi: 'Mã cũ {code} thuộc đơn vị khác: “{name}”',
      en: 'The former code {code} belongs to another unit: “{name}”',
    },
    'unit.former-in-use': {
      vi: 'Mã cũ {code} đang là mã của một dòng khác trong bảng',
      en: 'The former code {code} is the code of another row',
    },
    'unit.former-unclear': {
      vi: 'Có hơn một đơn vị đang mang các mã cũ này; mỗi dòng chỉ đổi mã của một đơn vị',
      en: 'More than one unit has these codes now; a row changes the code of one unit',
    },
    'unit.closed': {
      vi: '“{name}” đã giải thể; không sửa được bằng bảng tính',
      en: '“{name}” is closed and cannot be changed by spreadsheet',
    },
    'unit.parent-unknown': {
      vi: 'Không có đơn vị cấp trên nào mang mã {code} trong phạm vi của bạn hoặc trong bảng này',
      en: 'No superior has the code {code}, neither in your branch nor in this sheet',
    },
    'unit.parent-closed': { vi: '“{name}” đã giải thể', en: '“{name}” is closed' },
    'unit.parent-unfit': {
      vi: 'Loại “{type}” không đứng dưới loại “{parent}”',
      en: 'A unit of the type “{type}” cannot stand under one of the type “{parent}”',
    },
    'unit.would-move': {
      vi: 'Đơn vị đang thuộc “{from}”. Chuyển sang đơn vị khác cần số và ngày quyết định: hãy dùng chức năng “Chuyển đơn vị”',
      en: 'The unit belongs to “{from}”. To move it takes a decision with number and date: use “Move unit”',
    },
    'unit.tier-differs': {
      vi: 'Đơn vị đang là “{from}”, không đổi được sang “{to}” vì khác cấp',
      en: 'The unit is a “{from}”; it cannot become a “{to}”, which is of another tier',
    },
  },
  subjects: { unit: { vi: 'đơn vị', en: 'units' } },
} satisfies ImportWords
