import type { ChangePorts, Signer } from '../org/index.ts'
import { record } from './events.repository.ts'
import * as repository from './unit-closing.repository.ts'

const by = ({ personId, apiKeyId }: Signer) => ({ actorPersonId: personId, actorApiKeyId: apiKeyId })

/** People of a unit that closes lose what they held there; where it was asked for, it goes on in the successor. */
export const endAccess: ChangePorts['endAccess'] = async (tx, signer, { units, successorOf, carry }) => {
  if (units.length === 0) return { ended: [], apiKeys: 0 }
  const wanted = new Set(carry)
  const ended: Awaited<ReturnType<ChangePorts['endAccess']>>['ended'] = []
  for (const held of await repository.endMembershipsIn(tx, units)) {
    const { membershipId, personId, unit, role, office, fullName } = held
    await record(tx, {
      action: 'membership-ended',
      ...by(signer),
      personId,
      membershipId,
      unitId: unit.id,
      detail: { role },
    })
    const successor = wanted.has(membershipId) ? successorOf.get(unit.id) : undefined
    const carriedId = successor ? await take(tx, signer, { personId, unitId: successor, role, office }) : null
    ended.push({ membershipId, fullName, unit, role, office, carried: successor !== undefined, carriedId })
  }
  return { ended, apiKeys: await repository.revokeKeysIn(tx, units) }
}

/** What an operation took from people is theirs again, and what it gave them instead is not. API keys are made anew. */
export const restoreAccess: ChangePorts['restoreAccess'] = async (tx, signer, ended) => {
  await repository.endMemberships(
    tx,
    ended.flatMap(({ carriedId }) => carriedId ?? []),
  )
  const ids = ended.map(({ membershipId }) => membershipId)
  for (const seat of await repository.seatsOf(tx, ids)) await take(tx, signer, seat)
}

async function take(tx: Parameters<typeof repository.seat>[0], signer: Signer, seat: repository.Seat) {
  const membershipId = await repository.seat(tx, seat)
  if (membershipId === null) return null
  const { personId, unitId, role } = seat
  await record(tx, { action: 'membership-granted', ...by(signer), personId, membershipId, unitId, detail: { role } })
  return membershipId
}
