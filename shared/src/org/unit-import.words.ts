import type { ImportWords } from '../imports/words.ts'

/** What the import of units says besides what any table says. */
export const unitImportWords = {
  rules: {
    'unit.code-taken': {
      vi: 'Mã {code} là mã hiện nay của đơn vị khác',
      en: 'The code {code} is that of another unit',
    },
  },
  subjects: { unit: { vi: 'đơn vị', en: 'units' } },
} satisfies ImportWords
