import { nominationActions, nominationMoves, type NominationAction, type Permission } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { NominationListRow } from './nominations.repository.ts'

/** An officer puts a list together and proposes it; the leader decides about it or sends it back. */
const movers: Record<NominationAction, Permission> = {
  change: 'recognition.nominate',
  propose: 'recognition.nominate',
  'take-off': 'recognition.nominate',
  return: 'recognition.decide',
  decide: 'recognition.decide',
  discard: 'recognition.nominate',
}

/** A list is its body's own: the bodies above it see it, they do not act for it. */
const mayDo = (actor: Actor, list: NominationListRow, action: NominationAction) =>
  may(actor, movers[action]) && actor.unitId === list.body.id

/** What the actor can do with a list now. */
export const actionsFor = (actor: Actor, list: NominationListRow): NominationAction[] =>
  nominationActions.filter((action) => mayDo(actor, list, action) && nominationMoves[action].includes(list.status))

/** Hidden and missing lists answer alike. */
export function requireSeen(list: NominationListRow | undefined): NominationListRow {
  if (!list) throw new Problem('nomination.not-found')
  return list
}

/** @throws Problem `access.denied`, `nomination.stale`, `nomination.wrong-state` */
export function requireDo(actor: Actor, list: NominationListRow, action: NominationAction, version: number | null) {
  if (!mayDo(actor, list, action)) throw new Problem('access.denied')
  if (version !== null && list.version !== version) throw new Problem('nomination.stale')
  if (!nominationMoves[action].includes(list.status)) throw new Problem('nomination.wrong-state')
}
