import type { ImportWords } from '../imports/words.ts'

/** What the import of people says besides what any table says. */
export const peopleImportWords = {
  rules: {
    'person.password-column': {
      vi: 'Bảng tính không được có cột “{header}”: mỗi người tự đặt mật khẩu khi nhận lời mời. Hãy xoá cột này',
      en: 'A sheet must not have the column “{header}”: people choose their own passwords when invited. Delete it',
    },
    'person.unit-unknown': {
      vi: 'Không có đơn vị mang mã {code} trong phạm vi của bạn',
      en: 'No unit within your reach has the code {code}',
    },
    'person.unit-closed': { vi: '“{name}” đã giải thể', en: '“{name}” is closed' },
    'person.role-unfit': {
      vi: '“{unit}” không có vai trò “{role}”',
      en: 'There is no role “{role}” in “{unit}”',
    },
    'person.role-not-yours': {
      vi: 'Bạn không được giao vai trò “{role}”',
      en: 'You may not hand out the role “{role}”',
    },
    'person.username-taken': {
      vi: 'Tên đăng nhập {username} đã thuộc một người ngoài phạm vi của bạn',
      en: 'The user name {username} belongs to somebody outside of your reach',
    },
    'person.unclear': {
      vi: 'Có hơn một người khớp với dòng này; hãy điền tên đăng nhập',
      en: 'More than one person fits this row; give the user name',
    },
    'person.differs': {
      vi: '“{header}” khác với dòng khác của cùng một người (ô {first})',
      en: '“{header}” differs from another row of the same person (cell {first})',
    },
    'person.not-yours': {
      vi: 'Tài khoản “{username}” do cấp trên quản lý; bạn không sửa được “{header}”',
      en: 'The account “{username}” is administered above you; you cannot change “{header}”',
    },
    'person.duty-twice': {
      vi: 'Đơn vị đã có “{duty}” khác ở ô {first}',
      en: 'The unit has another “{duty}” in cell {first}',
    },
  },
  subjects: {
    person: { vi: 'người', en: 'people' },
    membership: { vi: 'vai trò', en: 'roles' },
  },
} satisfies ImportWords
