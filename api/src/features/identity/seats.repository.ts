import { and, eq, isNull } from 'drizzle-orm'
import type { MembershipId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { units } from '../org/index.ts'
import { powersIn } from './delegations.policy.ts'
import { lentTo } from './delegations.repository.ts'
import { memberships, people } from './identity.tables.ts'

/** Whom a seat stands for now, with what was lent to it; null where it was given up or its person suspended. */
export type SeatActor = (id: MembershipId) => Promise<Actor | null>

/** For what is done in somebody’s name while they are away: a session of theirs is not needed. */
export const seatActor =
  (db: Db): SeatActor =>
  async (id) => {
    const [row] = await db
      .select({
        personId: people.id,
        name: people.fullName,
        role: memberships.role,
        unitId: units.id,
        unitPath: units.path,
        unitType: units.type,
        lent: lentTo(),
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .innerJoin(units, eq(units.id, memberships.unitId))
      .where(and(eq(memberships.id, id), isNull(memberships.endedAt), eq(people.status, 'active')))
    if (!row) return null
    const { personId, name, role, unitId, unitPath, unitType, lent } = row
    const place = { membershipId: id, unitId, unitPath, unitType, role, ...powersIn(role, lent) }
    return { kind: 'person', name, personId, sessionId: null, apiKeyId: null, ...place }
  }
