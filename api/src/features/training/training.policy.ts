import {
  dayOf,
  faultOfTraining,
  trainingActions,
  tierOf,
  type TrainingDetails,
  type TrainingStatus,
  type TrainingSummary,
  type UnitId,
} from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'

type Session = { organiser: { id: UnitId }; status: TrainingStatus; ownRegistered: number | null; startsAt: Date }

/** Whether its day has come, in Vietnam. */
export const hasCome = ({ startsAt }: Pick<Session, 'startsAt'>, now: Date): boolean => dayOf(startsAt) <= dayOf(now)

/** Training is held by the province and the managing bodies, each for its own branch. */
export const isTrainer = (actor: Actor): boolean =>
  may(actor, 'training.organise') && ['province', 'managing-body'].includes(tierOf[actor.unitType])

/** Its superiors see a session, they do not run it. */
export const isOrganiser = (actor: Actor, session: { organiser: { id: UnitId } }): boolean =>
  isTrainer(actor) && session.organiser.id === actor.unitId

const isInvited = (actor: Actor, session: Session) => may(actor, 'training.register') && session.ownRegistered !== null

type Action = TrainingSummary['actions'][number]
const rules: Record<Action, (actor: Actor, session: Session, now: Date) => boolean> = {
  edit: (actor, session) => isOrganiser(actor, session) && session.status === 'planned',
  invite: (actor, session) => isOrganiser(actor, session) && session.status === 'planned',
  cancel: (actor, session) => isOrganiser(actor, session) && session.status === 'planned',
  close: (actor, session, now) => isOrganiser(actor, session) && session.status === 'planned' && hasCome(session, now),
  reopen: (actor, session) => isOrganiser(actor, session) && session.status === 'closed',
  mark: (actor, session, now) => isOrganiser(actor, session) && session.status === 'planned' && hasCome(session, now),
  register: (actor, session) =>
    (isInvited(actor, session) || isOrganiser(actor, session)) && session.status === 'planned',
  ask: (actor, session) => isInvited(actor, session) && session.status !== 'cancelled',
  answer: (actor, session) => isOrganiser(actor, session),
}

/** What the actor can do now. */
export const actionsFor = (actor: Actor, session: Session, now: Date): Action[] =>
  trainingActions.filter((action) => rules[action](actor, session, now))

/** Hidden and missing sessions answer alike. */
export function requireFound<Row>(session: Row | undefined): Row {
  if (!session) throw new Problem('training.not-found')
  return session
}

export function requireTrainer(actor: Actor) {
  if (!isTrainer(actor)) throw new Problem('access.denied')
}

/** Those who are invited read a session without changing it; what is closed or cancelled stays as it is. */
export function requireRunning<Row extends Session>(actor: Actor, found: Row | undefined): Row {
  const session = requireOrganiser(actor, found)
  if (session.status !== 'planned') throw new Problem('training.wrong-state')
  return session
}

export function requireOrganiser<Row extends Session>(actor: Actor, found: Row | undefined): Row {
  const session = requireFound(found)
  if (!isOrganiser(actor, session)) throw new Problem('access.denied')
  return session
}

/** For which unit somebody acts: their own, or as organiser any that is invited. */
export function unitActedFor(actor: Actor, session: Session, unitId: UnitId | undefined): UnitId {
  if (!may(actor, 'training.register')) throw new Problem('access.denied')
  if (unitId === undefined || unitId === actor.unitId) return actor.unitId
  if (!isOrganiser(actor, session)) throw new Problem('access.denied')
  return unitId
}

export function requireSound(details: TrainingDetails) {
  const fault = faultOfTraining(details)
  if (fault !== null) throw new Problem(fault)
}
