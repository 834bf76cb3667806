import { officialCode, unitContact, unitName, unitSite, type UnitSite } from '@thuoc/shared'
import { keyOf, shown, textOf, wordOf, type Parser } from '../../platform/spreadsheet/cells.ts'
import type { Reading, Row } from '../../platform/spreadsheet/table.ts'
import { ownershipWords, sheetTypeWords } from './unit-words.ts'

const text = (header: string, width: number, meaning: string) => ({ header, width, meaning })
const required = { required: true } as const
const kept = 'Ô trống: giữ nguyên; dấu gạch ngang (-): xoá.'

/** Columns of the sheet of units, as it is brought in and taken out. */
export const unitColumns = {
  code: { ...text('Mã', 18, 'Mã định danh của đơn vị, không trùng với đơn vị nào, kể cả mã cũ.'), ...required },
  name: { ...text('Tên', 44, 'Tên đầy đủ.'), ...required },
  type: { ...text('Loại', 30, 'Loại đơn vị.'), words: sheetTypeWords, ...required },
  ownership: { ...text('Loại hình', 18, `Công lập hay ngoài công lập. ${kept}`), words: ownershipWords },
  parent: text('Mã đơn vị cấp trên', 22, 'Đơn vị đã có, hoặc đứng ở dòng bất kỳ của trang này. Đơn vị mới phải điền.'),
  address: text('Địa chỉ', 40, `Địa chỉ trụ sở. ${kept}`),
  phone: text('Điện thoại', 18, `Ví dụ: 0203 123 4567. ${kept}`),
  email: text('Thư điện tử', 28, `Ví dụ: truong@example.org. ${kept}`),
  website: text('Trang web', 30, `Ví dụ: https://truong.example.org. ${kept}`),
  sites: text(
    'Điểm trường',
    44,
    `Mỗi dòng trong ô một điểm: “Tên: địa chỉ”; đứng đầu bằng [Chính] nếu là điểm chính. ${kept}`,
  ),
  formerCodes: text(
    'Mã cũ',
    22,
    'Các mã trước đây, cách nhau bằng dấu chấm phẩy. Điền mã hiện nay vào đây để đổi sang mã mới.',
  ),
}
export type UnitColumn = keyof typeof unitColumns
export const unitSheetName = 'Đơn vị'

/** An optional cell: not there or empty, a dash that empties, or something. */
export type Told<T> = { told: false } | { told: true; value: T | null }

const emptied = /^[-–—]$/
const orNone =
  <T>(parser: Parser<T>): Parser<T | null> =>
  (cell) =>
    emptied.test(shown(cell)) ? { value: null } : parser(cell)

/** Untold where it is empty, and where it cannot be read: that has been reported. */
const told = <T>(reading: Reading<T | null>): Told<T> =>
  reading.state === 'read' ? { told: true, value: reading.value } : { told: false }

const code = keyOf(officialCode, 'THCS-MINH-HOA-1')
const longName: Parser<string> = (cell) => {
  const parsed = textOf(200)(cell)
  return 'value' in parsed ? keyOf(unitName, 'Trường THCS Minh Hoạ')(cell) : parsed
}
const phone = keyOf(unitContact.shape.phone, '0203 123 4567')
const email = keyOf(unitContact.shape.email, 'truong@example.org')

/** Written without its scheme it is still an address. */
const website: Parser<string> = (cell) => {
  const given = shown(cell)
  const value = /^[a-z]+:/i.test(given) ? given : `https://${given}`
  const isFit = unitContact.shape.website.safeParse(value).success && value.includes('.')
  return isFit
    ? { value }
    : { rule: 'not-a-key', values: { text: given.slice(0, 80), example: 'https://truong.example.org' } }
}

const main = /^\[chính\]\s*/i
/** One line of the cell: `[Chính] Tên: địa chỉ`. */
function siteOf(line: string): UnitSite | null {
  const [name = '', ...rest] = line.replace(main, '').split(':')
  const address = rest.join(':').trim()
  const site = { name: name.trim(), address: address === '' ? null : address, main: main.test(line) }
  return unitSite.safeParse(site).success ? site : null
}
export const siteLine = ({ name, address, main: isMain }: UnitSite) =>
  `${isMain ? '[Chính] ' : ''}${name}${address === null ? '' : `: ${address}`}`

const sites: Parser<UnitSite[]> = (cell) => {
  const lines = shown(cell)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const value: UnitSite[] = []
  for (const line of lines) {
    const site = siteOf(line)
    const isSecondMain = site?.main === true && value.some((each) => each.main)
    if (site === null || isSecondMain || value.length >= 50)
      return { rule: 'not-a-key', values: { text: line.slice(0, 80), example: '[Chính] Điểm trung tâm: Thôn 1' } }
    value.push(site)
  }
  return { value }
}

const codes: Parser<string[]> = (cell) => {
  const value = shown(cell)
    .split(/[;,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const odd = value.find((part) => !officialCode.safeParse(part).success)
  return odd === undefined
    ? { value }
    : { rule: 'not-a-key', values: { text: odd.slice(0, 80), example: 'TH-CU-1; TH-CU-2' } }
}

/** What one row says; whatever cannot be read has been reported and is null or untold. */
export function readUnitRow(row: Row<UnitColumn>) {
  const valueOf = <T>(reading: Reading<T>): T | null => (reading.state === 'read' ? reading.value : null)
  const parent = row.read('parent', code)
  const contact = {
    address: told(row.read('address', orNone(textOf(300)))),
    phone: told(row.read('phone', orNone(phone))),
    email: told(row.read('email', orNone(email))),
    website: told(row.read('website', orNone(website))),
  }
  return {
    row,
    code: row.read('code', code),
    name: row.read('name', longName),
    type: row.read('type', wordOf(sheetTypeWords)),
    ownership: told(row.read('ownership', orNone(wordOf(ownershipWords)))),
    parent,
    contact,
    sites: told(row.read('sites', orNone(sites))),
    formerCodes: valueOf(row.read('formerCodes', orNone(codes))) ?? [],
  }
}
export type UnitLine = ReturnType<typeof readUnitRow>
