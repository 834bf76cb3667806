import {
  decimalText,
  emptyAnswer,
  linesOf,
  maximumOf,
  type Answer,
  type Answers,
  type IndicatorSetDefinition,
  type SubmissionId,
} from '@thuoc/shared'
import { writeSpreadsheet, type WrittenRow, type WrittenSheet } from '../../platform/spreadsheet/write.ts'
import type { ColumnFormat, WordRange } from '../../platform/spreadsheet/written.ts'
import { inputsOf, type Input } from './form-sheet.layout.ts'

export const sheetName = 'Phiếu tự đánh giá'
const listName = 'Danh sách'

/** The columns by which a filled workbook is read again. */
export const columns = {
  code: { header: 'Mã', width: 10, format: 'text' },
  label: { header: 'Nội dung', width: 62, format: 'text' },
  hint: { header: 'Cách điền', width: 26, format: 'text' },
  value: { header: 'Giá trị', width: 24, format: 'text', required: true },
  note: { header: 'Ghi chú', width: 44, format: 'text', required: true },
  maximum: { header: 'Điểm tối đa', width: 10, format: 'text' },
  key: { header: 'Ô (đừng sửa)', width: 18, format: 'text', required: true },
  version: { header: 'Bản (đừng sửa)', width: 10, format: 'number', required: true },
} as const
export type SheetColumnName = keyof typeof columns
const order = Object.keys(columns)
const at = (column: SheetColumnName) => order.indexOf(column)

/** Names a cell in the column that nobody fills: `1.3.2:score`. */
export const keyOf = (code: string, part: string) => `${code}:${part}`
/** A line with one thing to say stands in one row; otherwise its title, with the note, stands above what it asks for. */
const soleOf = ([first, ...rest]: readonly Input[]) =>
  first !== undefined && rest.length === 0 && ['met', 'score', 'choice'].includes(first.part) ? first : null
/** The row in which the note of a line stands. */
export const headKeyOf = (code: string, inputs: readonly Input[]) => keyOf(code, soleOf(inputs)?.part ?? 'note')

export type SheetFile = {
  id: SubmissionId
  unit: string
  set: string
  definition: IndicatorSetDefinition
  answers: Answers
  versions: ReadonlyMap<string, number>
}

const words = (value: number) =>
  decimalText(value)
    .replace(/\.?0+$/, '')
    .replace('.', ',')

/** The form as a workbook: one sheet to fill in, one that says how, one with the words of its lists. */
export function writeFormSheet(file: SheetFile, title: string): Promise<Buffer> {
  const lists: string[][] = []
  const rows: WrittenRow[] = []
  const offered: { row: number; column: number; words: WordRange }[] = []
  const rangeOf = (said: readonly string[]): WordRange => {
    const first = lists.flat().length
    lists.push([...said])
    return { sheet: listName, column: 0, first: first + 1, last: first + said.length }
  }
  const known = new Map<string, WordRange>()
  const rangeFor = (said: readonly string[]) => {
    const key = said.join('\n')
    const range = known.get(key) ?? rangeOf(said)
    known.set(key, range)
    return range
  }

  for (const { criterion, group, depth, parent } of linesOf(file.definition)) {
    if (parent === null && group.criteria[0]?.code === criterion.code)
      rows.push({ values: [group.code, group.title], look: 'heading' })
    const given = file.answers[criterion.code] ?? emptyAnswer
    const version = file.versions.get(criterion.code) ?? 0
    const maximum = criterion.kind === 'condition' ? null : words(maximumOf(criterion))
    const inputs = inputsOf(criterion)
    const put = (input: Input | null, label: string, withNote: boolean) => {
      const open = new Map<number, ColumnFormat>()
      if (input) open.set(at('value'), input.format)
      if (withNote) open.set(at('note'), 'text')
      if (input?.words) offered.push({ row: rows.length, column: at('value'), words: rangeFor(input.words) })
      rows.push(rowOf({ code: criterion.code, label, input, given, version, maximum, withNote, open }))
    }
    const title = `${'    '.repeat(depth)}${criterion.title}`
    const sole = soleOf(inputs)
    put(sole, title, true)
    if (!sole) for (const input of inputs) put(input, `${'    '.repeat(depth + 1)}${input.label}`, false)
  }

  const sheets: WrittenSheet[] = [
    {
      name: sheetName,
      banner: `${file.unit} · ${file.set} · Mã hồ sơ: ${file.id}`,
      columns: Object.values(columns),
      rows,
      lists: offered,
      frozenColumns: 2,
      locked: true,
    },
    guidance,
    {
      name: listName,
      columns: [{ header: 'Từ được dùng', width: 60, format: 'text' }],
      rows: lists.flat().map((word) => ({ values: [word] })),
    },
  ]
  return writeSpreadsheet(sheets, { title })
}

type Row = {
  code: string
  label: string
  input: Input | null
  given: Answer
  version: number
  maximum: string | null
  withNote: boolean
  open: ReadonlyMap<number, ColumnFormat>
}

const rowOf = ({ code, label, input, given, version, maximum, withNote, open }: Row): WrittenRow => ({
  values: [
    ...[withNote ? code : null, label, input?.hint ?? null, input?.write(given) ?? null],
    ...[withNote ? given.note || null : null, withNote ? maximum : null],
    ...[keyOf(code, input?.part ?? 'note'), version],
  ],
  ...(withNote && { look: 'strong' as const }),
  open,
})

const guidance: WrittenSheet = {
  name: 'Hướng dẫn',
  columns: [{ header: 'Cách làm', width: 110, format: 'text' }],
  rows: [
    'Chỉ điền vào các ô màu vàng nhạt của trang “Phiếu tự đánh giá”: cột “Giá trị” và cột “Ghi chú”.',
    'Ô có danh sách: chọn một từ trong danh sách. Số thập phân viết bằng dấu phẩy, nhiều nhất hai chữ số: 6,25.',
    'Không sửa, không xoá hai cột cuối: hệ thống dựa vào đó để biết mỗi ô thuộc dòng nào và bạn đã bắt đầu từ bản nào.',
    'Xoá trắng một ô nghĩa là bỏ giá trị đang có. Dòng không đổi thì để nguyên.',
    'Làm xong, mở lại hồ sơ trên hệ thống, chọn “Phiếu bằng bảng tính”, tải tệp này lên. Bạn xem trước từng thay đổi; chưa xác nhận thì chưa có gì được lưu.',
    'Nếu trong lúc đó người khác đã lưu một dòng, hệ thống cho xem cả ba: bản lúc tải xuống, bản của họ và bản của bạn, để chọn.',
    'Minh chứng không nằm trong tệp này; thêm minh chứng trên hệ thống.',
  ].map((text) => ({ values: [text] })),
}
