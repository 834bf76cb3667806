import { dutyWords, fullName, peopleHeaders, phone, roleWords, username } from '@thuoc/shared'
import { z } from 'zod'
import { keyOf, shown, textOf, wordOf, wordsIn, type Parser } from '../../platform/spreadsheet/cells.ts'
import type { Reading, Row } from '../../platform/spreadsheet/table.ts'

const text = (header: string, width: number, meaning: string) => ({ header, width, meaning })
const required = { required: true } as const
const kept = 'Ô trống: giữ nguyên.'

/** Columns of the sheet of people, as it is brought in and taken out. One row a role. */
export const peopleColumns = {
  fullName: { ...text(peopleHeaders.fullName, 30, 'Họ và tên đầy đủ.'), ...required },
  username: text(
    peopleHeaders.username,
    26,
    'Không dấu, không trùng. Để trống: hệ thống tìm người đã có theo thư điện tử, theo tên trong đơn vị, hoặc đặt tên mới.',
  ),
  email: text(peopleHeaders.email, 30, `Để gửi lời mời và nhắc việc. ${kept}`),
  phone: text(peopleHeaders.phone, 18, `Ví dụ: 0912 345 678. ${kept}`),
  unitCode: { ...text(peopleHeaders.unitCode, 20, 'Mã của đơn vị đã có trong hệ thống.'), ...required },
  role: {
    ...text(peopleHeaders.role, 34, 'Mỗi dòng một vai trò; một người có thể đứng ở nhiều dòng.'),
    words: roleWords,
    ...required,
  },
  office: text(peopleHeaders.office, 26, `Như trên văn bản: Hiệu trưởng, Phó Trưởng phòng. ${kept}`),
  duty: {
    ...text(
      peopleHeaders.duty,
      22,
      `Người chịu trách nhiệm của đơn vị, mỗi việc một người; một người làm cả hai thì cách nhau bằng dấu chấm phẩy. ${kept}`,
    ),
    words: dutyWords,
  },
}
export type PeopleColumn = keyof typeof peopleColumns
export const peopleSheetName = 'Người dùng'

const name: Parser<string> = (cell) => {
  const value = shown(cell).replaceAll(/\s+/g, ' ')
  const parsed = textOf(120)(cell)
  if (!('value' in parsed)) return parsed
  return fullName.safeParse(value).success ? { value } : keyOf(fullName, 'Nguyễn Văn Mẫu')(cell)
}
const lower =
  (parser: Parser<string>): Parser<string> =>
  (cell) => {
    const parsed = parser(cell)
    return 'value' in parsed ? { value: parsed.value.toLowerCase() } : parsed
  }

const valueOf = <T>(reading: Reading<T>): T | null => (reading.state === 'read' ? reading.value : null)

/** What one row says; whatever cannot be read has been reported and is null, as is what is empty. */
export function readPersonRow(row: Row<PeopleColumn>) {
  const [fullNameRead, unitRead, roleRead] = [
    row.read('fullName', name),
    row.read('unitCode', textOf(32)),
    row.read('role', wordOf(roleWords)),
  ]
  return {
    row,
    fullNameRead,
    unitRead,
    roleRead,
    usernameRead: row.read('username', lower(keyOf(username, 'mau.nv.thcs1'))),
    email: valueOf(row.read('email', keyOf(z.email(), 'mau@example.org'))),
    phone: valueOf(row.read('phone', keyOf(phone, '0912 345 678'))),
    office: valueOf(row.read('office', textOf(120))),
    duties: valueOf(row.read('duty', wordsIn(dutyWords))) ?? [],
  }
}
export type PersonLine = ReturnType<typeof readPersonRow>
