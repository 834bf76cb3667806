import { officialCode, unitName } from '@thuoc/shared'
import { dayOf, keyOf, textOf, truthOf, wordOf } from '../../platform/spreadsheet/cells.ts'
import type { SheetLayout } from '../../platform/spreadsheet/layout.ts'
import type { Reading, Row } from '../../platform/spreadsheet/table.ts'
import { ownershipWords, unitTypeWords } from './unit-words.ts'

const text = (header: string, width: number, meaning: string) => ({ header, width, meaning })
const required = { required: true } as const
const aside = 'Chỉ để người đọc dễ đối chiếu; không được ghi.'

/** One decision for the whole file, and what happens to which units. */
export const decisionSheet = {
  name: 'Quyết định',
  columns: {
    number: { ...text('Số quyết định', 24, 'Số, ký hiệu của quyết định sắp xếp.'), ...required },
    signedOn: { ...text('Ngày quyết định', 18, 'Viết như 30/06/2025.'), ...required },
    effectiveOn: {
      ...text('Ngày hiệu lực', 18, 'Ngày đầu tiên theo cách sắp xếp mới, ví dụ 01/07/2025.'),
      ...required,
    },
    handOver: text(
      'Bàn giao hồ sơ',
      18,
      'Có hoặc Không; ô trống là Có: hồ sơ chưa có quyết định sang cơ quan quản lý mới.',
    ),
    note: text('Ghi chú', 40, 'Không bắt buộc.'),
  },
} satisfies SheetLayout

export const newUnitsSheet = {
  name: 'Đơn vị mới',
  optional: true,
  columns: {
    code: { ...text('Mã', 18, 'Mã định danh, chưa đơn vị nào dùng.'), ...required },
    name: { ...text('Tên', 44, 'Tên đầy đủ.'), ...required },
    type: { ...text('Loại', 30, 'Loại đơn vị.'), words: unitTypeWords, ...required },
    ownership: { ...text('Loại hình', 18, 'Công lập hay ngoài công lập.'), words: ownershipWords },
    parent: { ...text('Mã đơn vị cấp trên', 22, 'Đơn vị đã có, hoặc đơn vị mới ở trang này.'), ...required },
  },
} satisfies SheetLayout

export const movesSheet = {
  name: 'Đơn vị chuyển',
  optional: true,
  columns: {
    code: { ...text('Mã đơn vị', 18, 'Đơn vị chuyển; các đơn vị trực thuộc nó đi theo.'), ...required },
    name: text('Tên', 44, aside),
    parent: { ...text('Mã đơn vị cấp trên mới', 24, 'Đơn vị đã có, hoặc ở trang “Đơn vị mới”.'), ...required },
  },
} satisfies SheetLayout

export const closuresSheet = {
  name: 'Đơn vị giải thể',
  optional: true,
  columns: {
    code: { ...text('Mã đơn vị', 18, 'Đơn vị không còn từ ngày hiệu lực.'), ...required },
    name: text('Tên', 44, aside),
    successor: text('Mã đơn vị kế thừa', 22, 'Nếu có một đơn vị kế thừa: đơn vị đó đọc được hồ sơ cũ.'),
  },
} satisfies SheetLayout

type Columns<Sheet extends { columns: object }> = Row<keyof Sheet['columns'] & string>
const code = keyOf(officialCode, 'XA-MINH-HOA-1')
const given = <T>(reading: Reading<T>): T | null => (reading.state === 'read' ? reading.value : null)

export const readDecision = (row: Columns<typeof decisionSheet>) => ({
  number: given(row.read('number', textOf(60))),
  signedOn: given(row.read('signedOn', dayOf)),
  effectiveOn: given(row.read('effectiveOn', dayOf)),
  handOver: given(row.read('handOver', truthOf)) ?? true,
  note: given(row.read('note', textOf(2000))) ?? '',
})

export const readNewUnit = (row: Columns<typeof newUnitsSheet>) => ({
  row,
  code: given(row.read('code', code)),
  name: given(row.read('name', keyOf(unitName, 'UBND xã Minh Hoạ'))),
  type: given(row.read('type', wordOf(unitTypeWords))),
  ownership: given(row.read('ownership', wordOf(ownershipWords))),
  parent: given(row.read('parent', code)),
})

export const readMove = (row: Columns<typeof movesSheet>) => ({
  row,
  code: given(row.read('code', code)),
  parent: given(row.read('parent', code)),
})

export const readClosure = (row: Columns<typeof closuresSheet>) => ({
  row,
  code: given(row.read('code', code)),
  successor: given(row.read('successor', code)),
})

export type NewUnit = ReturnType<typeof readNewUnit>
export type Move = ReturnType<typeof readMove>
export type Closure = ReturnType<typeof readClosure>
