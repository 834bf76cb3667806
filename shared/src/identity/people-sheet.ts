import type { UnitDuty } from './responsible.schema.ts'
import type { Role } from './role.ts'

/** The columns of the list of people, as offices know them. The same come out of an export and go into an import. */
export const peopleHeaders = {
  fullName: 'Họ tên',
  username: 'Tên đăng nhập',
  email: 'Thư điện tử',
  phone: 'Điện thoại',
  unitCode: 'Mã đơn vị',
  role: 'Vai trò',
  office: 'Chức vụ',
  duty: 'Phụ trách',
} as const
export type PeopleColumn = keyof typeof peopleHeaders

/** The words for roles in a sheet: the app shows the first, the others are read as well. */
export const roleWords: Record<Role, readonly [string, ...string[]]> = {
  'system-administrator': ['Quản trị hệ thống'],
  'province-administrator': ['Quản trị của Sở'],
  'province-leader': ['Lãnh đạo Sở'],
  'province-officer': ['Chuyên viên Sở'],
  'managing-body-leader': ['Lãnh đạo cơ quan quản lý'],
  'managing-body-officer': ['Chuyên viên cơ quan quản lý'],
  'school-head': ['Thủ trưởng đơn vị', 'Thủ trưởng', 'Hiệu trưởng'],
  'council-member': ['Thành viên hội đồng tự đánh giá', 'Thành viên hội đồng'],
  'school-staff': ['Nhân viên nhập liệu', 'Nhân viên nhập dữ liệu'],
}

export const dutyWords: Record<UnitDuty, readonly [string, ...string[]]> = {
  leader: ['Lãnh đạo phụ trách', 'Lãnh đạo'],
  contact: ['Đầu mối', 'Đầu mối liên hệ'],
}

const plain = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Whether a heading asks for a secret. Passwords are chosen by people; one in a file is known to whoever has the file. */
export const isPasswordHeader = (header: string): boolean =>
  /mat ?khau|pass ?word|\bpass\b|\bpwd\b|\bpin\b|ma bi mat/.test(plain(header))

/**
 * A user name from a person's name and the code of their unit: given name, initials, code. `Nguyễn Văn Mẫu` of `THCS-1`
 * becomes `mau.nv.thcs-1`; where that is taken, `mau.nv.thcs-1.2`.
 * @param isTaken asked in turn until it says no
 */
export function proposeUsername(fullName: string, unitCode: string, isTaken: (username: string) => boolean): string {
  const words = plain(fullName)
    .replaceAll(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter(Boolean)
  const initials = words.slice(0, -1).map((word) => word[0])
  const parts = [words.at(-1) ?? 'nguoi', initials.join(''), plain(unitCode).replaceAll(/[^a-z0-9-]/g, '')]
  const base = parts.filter(Boolean).join('.').slice(0, 56)
  for (let number = 1; ; number += 1) {
    const proposed = number === 1 ? base.padEnd(3, '0') : `${base}.${number}`
    if (!isTaken(proposed)) return proposed
  }
}

/** As many as are brought in at one time: three people a unit in the largest province, and some room. */
export const mostPeopleRows = 12_000
