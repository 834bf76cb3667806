import { permissionsOf, type PersonId, type Role, type UnitId } from '@thuoc/shared'
import { createAccount } from '../../features/identity/index.ts'
import type { UnitRow } from '../../features/org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'

/** Of every account of the demonstration; a production start refuses while one exists. */
export const demonstrationPassword = 'Minh-hoa-2026'

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương', 'Lý']
const invented = ['Văn Mẫu', 'Thị Mẫu', 'Văn Thử', 'Thị Thử', 'Minh Hoạ', 'Thí Dụ', 'Văn Nháp', 'Thị Ví Dụ']

/** Names that nobody bears, each once: Nguyễn Văn Mẫu, Trần Văn Mẫu … */
function nameAt(at: number): string {
  const given = invented[Math.floor(at / families.length) % invented.length] ?? ''
  return `${families[at % families.length] ?? ''} ${given}`
}

const officeOf: Record<Role, string> = {
  'system-administrator': 'Quản trị hệ thống',
  'province-administrator': 'Quản trị cấp tỉnh',
  'province-leader': 'Phó Giám đốc Sở',
  'province-officer': 'Chuyên viên Sở',
  'managing-body-leader': 'Trưởng phòng',
  'managing-body-officer': 'Chuyên viên',
  'school-head': 'Hiệu trưởng',
  'council-member': 'Thư ký Hội đồng tự đánh giá',
  'school-staff': 'Nhân viên',
}

export type Seat = { unit: UnitRow; role: Role; office?: string }

export type Player = Actor & { personId: PersonId }

/** People of the demonstration by user name, each able to act where they hold their first seat. */
export type Cast = {
  /** @throws Error when nobody was made under that user name */
  actor: (username: string) => Player
}

/** Makes accounts with the password everybody knows, and no change of it demanded. */
export async function makePeople(tx: Tx, people: readonly { username: string; seats: Seat[] }[]): Promise<Cast> {
  const cast = new Map<string, Player>()
  for (const [at, { username, seats }] of people.entries()) {
    const fullName = nameAt(at)
    const personId = await createAccount(tx, {
      username,
      fullName,
      password: demonstrationPassword,
      mustChangePassword: false,
      demonstration: true,
      memberships: seats.map(({ unit, role, office }) => ({ unitId: unit.id, role, office: office ?? officeOf[role] })),
    })
    const [first] = seats
    if (first) cast.set(username, { ...actorAt(first.unit, first.role), name: fullName, personId })
  }
  return {
    actor: (username) => {
      const actor = cast.get(username)
      if (!actor) throw new Error(`The demonstration has no ${username}`)
      return actor
    },
  }
}

/** Somebody who acts in a unit in a role, without a session: what the command line does, it does as them. */
export function actorAt(unit: { id: UnitId; path: string; type: UnitRow['type'] }, role: Role): Actor {
  return {
    kind: 'person',
    name: officeOf[role],
    personId: null,
    sessionId: null,
    apiKeyId: null,
    membershipId: null,
    unitId: unit.id,
    unitPath: unit.path,
    unitType: unit.type,
    role,
    permissions: new Set(permissionsOf[role]),
  }
}
