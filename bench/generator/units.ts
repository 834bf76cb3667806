import { tierOf, unitType } from '@thuoc/shared'
import { personName, placeName } from './names.ts'
import { idOf, labelOf, type Random } from './random.ts'
import type { Size } from './sizes.ts'
import type { Sinks } from './tables.ts'

export type Person = { id: string; name: string; username: string }
export type Unit = { id: string; code: string; name: string; type: string; path: string; people: readonly Person[] }
export type School = Unit & { body: Unit }
export type Province = Unit & { bodies: readonly Unit[]; schools: readonly School[] }

const rootId = '00000000-0000-7000-8000-000000000001'
/** Stands above all provinces. */
export const countryAccount = 'country.admin'

/** Kinds of schools and how many of a thousand; those below stand under the province itself. */
const kinds = {
  nursery: 20,
  kindergarten: 330,
  primary: 300,
  'lower-secondary': 230,
  'multi-level': 35,
  'upper-secondary': 65,
  'continuing-education': 15,
  'vocational-continuing-education': 5,
}
const direct: readonly string[] = ['upper-secondary', 'continuing-education', 'vocational-continuing-education']
const short: Readonly<Record<string, string>> = {
  nursery: 'Nhà trẻ',
  kindergarten: 'Trường Mầm non',
  primary: 'Trường Tiểu học',
  'lower-secondary': 'Trường THCS',
  'multi-level': 'Trường TH và THCS',
  'upper-secondary': 'Trường THPT',
  'continuing-education': 'Trung tâm GDTX',
  'vocational-continuing-education': 'Trung tâm GDNN-GDTX',
}

/** Splits a whole into so many parts by their weights, none below `least`. */
function shares(whole: number, weights: readonly number[], least: number): number[] {
  const sum = weights.reduce((total, one) => total + one, 0)
  const parts = weights.map((one) => Math.max(least, Math.floor((whole * one) / sum)))
  for (let at = 0, left = whole - parts.reduce((total, one) => total + one, 0); left !== 0; at += 1) {
    const index = at % parts.length
    const step = Math.sign(left)
    if (step < 0 && (parts[index] ?? 0) <= least) continue
    parts[index] = (parts[index] ?? 0) + step
    left -= step
  }
  return parts
}

const pad = (value: number, digits: number) => String(value).padStart(digits, '0')

type Plan = { number: number; communes: number; schools: number }
/** How many communes and schools each province has. */
export function planProvinces(size: Size, random: Random): Plan[] {
  const weights = Array.from({ length: size.provinces }, () => random.skewed(0.45))
  const communes = shares(size.communes, weights, 1)
  return shares(size.units, weights, 1).map((schools, at) => ({ number: at + 1, communes: communes[at] ?? 1, schools }))
}

const unitKind = 1
const versionKind = 2
const personKind = 3
const membershipKind = 4

/** Writes units and people of provinces, one after another; what is made goes on counting. */
export function unitWriter({
  into,
  random,
  passwordHash,
}: {
  into: Sinks['into']
  random: Random
  passwordHash: string
}) {
  const made = { units: 0, people: 0 }

  function hire(unitId: string, hand: Hand): Person {
    const n = (made.people += 1)
    const person = { id: idOf(personKind, n), username: hand.username, name: personName(random) }
    into('people', [person.id, person.username, person.name, passwordHash, false])
    into('memberships', [idOf(membershipKind, n), person.id, unitId, hand.role, hand.office])
    return person
  }

  function place(
    parent: { id: string; path: string },
    unit: Omit<Unit, 'id' | 'path' | 'people'>,
    hands: Hand[],
  ): Unit {
    const n = (made.units += 1)
    const id = idOf(unitKind, n)
    const path = `${parent.path}.${labelOf(id)}`
    const ownership =
      tierOf[unitType.parse(unit.type)] !== 'school' ? null : random.chance(0.12) ? 'non-public' : 'public'
    into('units', [id, parent.id, path, unit.code, unit.name, unit.type, ownership])
    into('unit_versions', [
      idOf(versionKind, n),
      id,
      unit.code,
      unit.name,
      unit.type,
      ownership,
      parent.id,
      path,
      false,
    ])
    into('unit_codes', [unit.code.toLowerCase(), id, unit.code])
    return { ...unit, id, path, people: hands.map((hand) => hire(id, hand)) }
  }

  hire(rootId, { username: countryAccount, role: 'system-administrator', office: 'Quản trị hệ thống' })

  return (plan: Plan): Province => {
    const code = `P${pad(plan.number, 2)}`
    const name = `Sở GDĐT tỉnh ${placeName(random)}`
    const province = place(
      { id: rootId, path: labelOf(rootId) },
      { code, name, type: 'province' },
      handsOf(code, 'province'),
    )
    const bodies = Array.from({ length: plan.communes }, (_, at) => {
      const own = `${code}-X${pad(at + 1, 3)}`
      return place(
        province,
        { code: own, name: `UBND xã ${placeName(random)}`, type: 'commune-office' },
        handsOf(own, 'managing-body'),
      )
    })
    const weights = bodies.map(() => random.skewed(0.5))
    const kindsOf = Array.from({ length: plan.schools }, () => random.weighted(kinds))
    const below = kindsOf.filter((kind) => !direct.includes(kind))
    const counts = shares(below.length, weights, 0)
    const schoolIn = (body: Unit, kind: string, at: number): School => {
      const own = `${body.code}-T${pad(at + 1, 3)}`
      const title = `${short[kind] ?? ''} ${placeName(random)} ${random.whole(30) + 1}`
      return { ...place(body, { code: own, name: title, type: kind }, handsOf(own, 'school')), body }
    }
    const inProvince = kindsOf.filter((kind) => direct.includes(kind)).map((kind, at) => schoolIn(province, kind, at))
    const inBodies = bodies.flatMap((body, index) =>
      below.splice(0, counts[index] ?? 0).map((kind, at) => schoolIn(body, kind, at)),
    )
    return { ...province, bodies, schools: [...inProvince, ...inBodies] }
  }
}

type Hand = { username: string; role: string; office: string }
/** Who works there: `p01-x001.head` and so on, the leader first. */
function handsOf(code: string, tier: 'province' | 'managing-body' | 'school'): Hand[] {
  const named = (who: string, role: string, office: string) => ({
    username: `${code.toLowerCase()}.${who}`,
    role,
    office,
  })
  if (tier === 'school')
    return [
      named('head', 'school-head', 'Hiệu trưởng'),
      named('staff', 'school-staff', 'Thư ký hội đồng'),
      named('teacher', 'school-staff', 'Giáo viên'),
    ]
  const office = tier === 'province' ? 'Giám đốc' : 'Trưởng phòng'
  return [named('leader', `${tier}-leader`, office), named('officer', `${tier}-officer`, 'Chuyên viên')]
}
