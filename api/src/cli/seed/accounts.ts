import { tierOf, type Role } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { makePeople, type Cast, type Seat } from './people.ts'
import type { Places } from './units.ts'

/** What is printed at a start: who shows which part of the road. */
export const shownAccounts: readonly { username: string; role: Role; where: string }[] = [
  { username: 'quantri', role: 'system-administrator', where: 'Toàn hệ thống' },
  { username: 'so.quantri', role: 'province-administrator', where: 'Sở GDĐT tỉnh Minh Hoạ' },
  { username: 'so.lanhdao', role: 'province-leader', where: 'Sở GDĐT tỉnh Minh Hoạ' },
  { username: 'so.chuyenvien', role: 'province-officer', where: 'Sở GDĐT tỉnh Minh Hoạ' },
  { username: 'phong1.lanhdao', role: 'managing-body-leader', where: 'Phòng GDĐT quận Minh Hoạ 1' },
  { username: 'phong1.chuyenvien', role: 'managing-body-officer', where: 'Phòng GDĐT quận Minh Hoạ 1' },
  { username: 'thcs1.hieutruong', role: 'school-head', where: 'Trường THCS Minh Hoạ 1' },
  { username: 'thcs1.hoidong', role: 'council-member', where: 'Trường THCS Minh Hoạ 1' },
  { username: 'thcs1.nhanvien', role: 'school-staff', where: 'Trường THCS Minh Hoạ 1' },
]

const heads: Record<string, string> = {
  gdtx: 'Giám đốc Trung tâm',
  gdnn: 'Giám đốc Trung tâm',
}

/** Everybody of the demonstration: three people in each province, two in each office and school, and a few more. */
export function makeAccounts(tx: Tx, places: Places): Promise<Cast> {
  const people: { username: string; seats: Seat[] }[] = [
    { username: 'quantri', seats: [{ unit: places.at('system'), role: 'system-administrator' }] },
    { username: 'thcs1.nhanvien', seats: [{ unit: places.at('thcs1'), role: 'school-staff' }] },
    { username: 'th1.nhanvien', seats: [{ unit: places.at('th1'), role: 'school-staff' }] },
    {
      // Two units: chooses after signing in where to act.
      username: 'haidonvi',
      seats: [
        { unit: places.at('thcs2'), role: 'council-member' },
        { unit: places.at('th1'), role: 'council-member' },
      ],
    },
  ]
  for (const [key, unit] of places.all) {
    const of = (suffix: string, role: Role, office?: string) =>
      people.push({ username: `${key}.${suffix}`, seats: [{ unit, role, ...(office !== undefined && { office }) }] })
    switch (tierOf[unit.type]) {
      case 'system':
        break
      case 'province':
        of('quantri', 'province-administrator')
        of('lanhdao', 'province-leader')
        of('chuyenvien', 'province-officer')
        break
      case 'managing-body':
        of('lanhdao', 'managing-body-leader')
        of('chuyenvien', 'managing-body-officer')
        break
      case 'school':
        of('hieutruong', 'school-head', heads[key])
        of('hoidong', 'council-member')
    }
  }
  return makePeople(tx, people)
}
