import type { MembershipId, PersonId, Role, UnitType } from '@thuoc/shared'
import { memberships, people, sessions } from '../src/features/identity/identity.tables.ts'
import { findUnits, insertUnit, rootUnitId, type UnitRow } from '../src/features/org/index.ts'
import { one, type Db } from '../src/platform/db/client.ts'

let serial = 0
const next = () => (serial += 1)

/** A unit under `parent`, public, with a code and a name of its own. */
export function aUnit(
  db: Db,
  parent: UnitRow,
  over: Partial<Pick<UnitRow, 'type' | 'code' | 'name' | 'ownership'>> = {},
) {
  const number = next()
  const type: UnitType = over.type ?? 'primary'
  const values = {
    code: `T${number}`,
    name: `Trường Tiểu học Minh Hoạ ${number}`,
    ownership: 'public' as const,
    ...over,
  }
  return insertUnit(db, parent, { ...values, type })
}

export async function aPerson(db: Db, over: Partial<typeof people.$inferInsert> = {}) {
  const number = next()
  const values = { username: `nguoi.${number}`, fullName: `Nguyễn Văn Mẫu ${number}`, passwordHash: 'none' }
  return one(
    await db
      .insert(people)
      .values({ mustChangePassword: false, ...values, ...over })
      .returning(),
  )
}

export async function aMembership(db: Db, person: { id: PersonId }, unit: UnitRow, role: Role) {
  return one(await db.insert(memberships).values({ personId: person.id, unitId: unit.id, role }).returning())
}

/** A session as signing in makes it, without the cost of a password. */
export async function aSession(db: Db, person: { id: PersonId }, membershipId: MembershipId | null) {
  const later = new Date(Date.now() + 3600_000)
  const values = { personId: person.id, membershipId, idleUntil: later, expiresAt: later }
  return one(await db.insert(sessions).values(values).returning())
}

/**
 * An invented province: two communes and a (historic) district, schools under each, a high school directly under the
 * province.
 */
export async function aProvince(db: Db, name: string) {
  const [root] = await findUnits(db, [rootUnitId])
  if (!root) throw new Error('The migration makes the root unit')
  const province = await aUnit(db, root, { type: 'province', name: `Sở GDĐT ${name}` })
  const commune = await aUnit(db, province, { type: 'commune-office', name: `Phòng VH-XH xã ${name} 1` })
  const otherCommune = await aUnit(db, province, { type: 'commune-office', name: `Phòng VH-XH xã ${name} 2` })
  const district = await aUnit(db, province, { type: 'district-office', name: `Phòng GDĐT ${name}` })
  return {
    province,
    commune,
    otherCommune,
    district,
    school: await aUnit(db, commune),
    secondSchool: await aUnit(db, commune, { type: 'lower-secondary', name: `Trường THCS ${name} 2` }),
    otherSchool: await aUnit(db, otherCommune, { type: 'kindergarten', name: `Trường Mầm non ${name} 3` }),
    districtSchool: await aUnit(db, district, { name: `Trường Tiểu học ${name} 4` }),
    highSchool: await aUnit(db, province, { type: 'upper-secondary', name: `Trường THPT ${name}` }),
  }
}

/** The home province of a test, and another one whose people are strangers. */
export async function aWorld(db: Db) {
  const [root] = await findUnits(db, [rootUnitId])
  if (!root) throw new Error('The migration makes the root unit')
  return { root, ...(await aProvince(db, 'Minh Hoạ')), abroad: await aProvince(db, 'Phương Xa') }
}
export type World = Awaited<ReturnType<typeof aWorld>>
