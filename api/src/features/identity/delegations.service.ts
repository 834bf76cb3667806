import type { Delegation, DelegationId, NewDelegation, Page } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { actionsFor, requireOwnPowers } from './delegations.policy.ts'
import * as repository from './delegations.repository.ts'
import { by, record } from './events.repository.ts'

/** A cursor comes back as the id that it was made of. */
const delegationKey = z.uuid()

export type DelegationsService = ReturnType<typeof createDelegationsService>

export function createDelegationsService({ db }: { db: Db }) {
  async function list(actor: Actor, query: PageRequest): Promise<Page<Delegation>> {
    const before = decodeCursor(query.cursor, delegationKey)
    const rows = await repository.list(db, actor.unitId, before, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => row.id,
      (row) => present(actor, row),
    )
  }

  const get = async (actor: Actor, id: DelegationId) => present(actor, await requireSeen(db, actor, id))

  /** Effective by day in Asia/Ho_Chi_Minh, both days included; gone with either membership, and never lent on. */
  async function delegate(actor: Actor, request: NewDelegation): Promise<Delegation> {
    requireOwnPowers(actor, request)
    const { unitId, membershipId } = actor
    if (membershipId === null) throw new Problem('delegation.power-not-yours')
    return db.transaction(async (tx) => {
      const { to, fromDay, toDay, basis } = request
      const colleague = await repository.findColleague(tx, unitId, to)
      if (!colleague || colleague.personId === actor.personId) throw new Problem('delegation.person-unfit')
      if (!(await repository.isPeriod(tx, fromDay, toDay))) throw new Problem('delegation.dates-unfit')
      const powers = [...new Set(request.powers)]
      const values = { unitId, fromMembershipId: membershipId, toMembershipId: to, powers, fromDay, toDay, basis }
      const id = await repository.insert(tx, values)
      const about = { personId: colleague.personId, membershipId: to, unitId }
      const detail = { delegationId: id, powers: powers.join(' '), fromDay, toDay, basis }
      await record(tx, { action: 'delegated', ...by(actor), ...about, detail })
      return present(actor, await requireSeen(tx, actor, id))
    })
  }

  async function revoke(actor: Actor, id: DelegationId): Promise<Delegation> {
    return db.transaction(async (tx) => {
      await repository.lock(tx, id)
      const row = await requireSeen(tx, actor, id)
      if (row.state === 'revoked' || row.state === 'ended') throw new Problem('delegation.over')
      if (!actionsFor(actor, row).includes('revoke')) throw new Problem('access.denied')
      await repository.revoke(tx, id, actor.personId)
      const about = { personId: row.to.personId, membershipId: row.to.membershipId, unitId: row.unit.id }
      await record(tx, { action: 'delegation-revoked', ...by(actor), ...about, detail: { delegationId: id } })
      return present(actor, await requireSeen(tx, actor, id))
    })
  }

  return { list, get, delegate, revoke }
}

async function requireSeen(source: Queryable, actor: Actor, id: DelegationId) {
  const row = await repository.find(source, actor.unitPath, id)
  if (!row) throw new Problem('delegation.not-found')
  return row
}

const present = (actor: Actor, row: repository.DelegationRow): Delegation => ({
  ...presentDelegation(row),
  actions: actionsFor(actor, row),
})

export const presentDelegation = ({ createdAt, revokedAt, ...row }: repository.DelegationRow) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
})
