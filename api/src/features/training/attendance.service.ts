import type {
  BodyAttendance,
  InvitedUnit,
  NewAttendee,
  Page,
  PersonId,
  TrainingAttendee,
  TrainingAttendeeId,
  TrainingCandidate,
  TrainingSessionId,
  UnitId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { countByBody, listInvited, type InvitedFilters } from './attendance-counts.repository.ts'
import * as repository from './attendance.repository.ts'
import { isInvited } from './invitations.repository.ts'
import { actionsFor, hasCome, isOrganiser, requireFound, requireRunning, unitActedFor } from './training.policy.ts'
import { find, listSites, lock, type TrainingRow } from './training.repository.ts'

export type AttendanceService = ReturnType<typeof createAttendanceService>

const attendeeKey = z.tuple([z.string(), z.string(), z.string(), z.uuid()])

/** Who registers, and who came. Units register themselves; the organiser says who came. */
export function createAttendanceService({ db, now }: { db: Db; now: () => Date }) {
  async function listAttendees(
    actor: Actor,
    id: TrainingSessionId,
    query: PageRequest & repository.AttendeeFilters,
  ): Promise<Page<TrainingAttendee>> {
    const session = requireFound(await find(db, actor, id))
    const after = decodeCursor(query.cursor, attendeeKey)
    const rows = await repository.listAttendees(db, actor, id, query, after, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => [row.body?.name ?? '', row.unit.name, row.name, row.id],
      (row) => present(actor, session, row, now()),
    )
  }

  async function listCandidates(
    actor: Actor,
    id: TrainingSessionId,
    wanted: UnitId | undefined,
  ): Promise<{ items: TrainingCandidate[] }> {
    const session = requireFound(await find(db, actor, id))
    const unitId = unitActedFor(actor, session, wanted)
    if (!(await isInvited(db, id, unitId))) throw new Problem('training.unit-not-invited')
    return { items: await repository.listCandidates(db, id, unitId) }
  }

  type Registration = { unitId?: UnitId | undefined; people: readonly NewAttendee[] }
  const register = (
    actor: Actor,
    id: TrainingSessionId,
    { unitId: wanted, people }: Registration,
  ): Promise<{ items: TrainingAttendee[] }> =>
    db.transaction(async (tx) => {
      const session = requireFound(await lock(tx, actor, id, 'share'))
      const unitId = unitActedFor(actor, session, wanted)
      if (!(await isInvited(tx, id, unitId))) throw new Problem('training.unit-not-invited')
      if (session.status !== 'planned') throw new Problem('training.wrong-state')
      const those = await registrationsOf(tx, id, unitId, people)
      const ids = await repository.insertAttendees(tx, actor, id, unitId, those)
      const rows = await repository.findAttendees(tx, actor, id, ids)
      return { items: rows.map((row) => present(actor, session, row, now())) }
    })

  const withdraw = (
    actor: Actor,
    id: TrainingSessionId,
    attendeeId: TrainingAttendeeId,
  ): Promise<{ id: TrainingAttendeeId }> =>
    db.transaction(async (tx) => {
      const session = requireFound(await lock(tx, actor, id, 'share'))
      const [row] = await repository.findAttendees(tx, actor, id, [attendeeId])
      if (!row) throw new Problem('training.attendee-not-found')
      unitActedFor(actor, session, row.unit.id)
      if (session.status !== 'planned') throw new Problem('training.wrong-state')
      if (row.attended !== null) throw new Problem('training.attended')
      await repository.removeAttendee(tx, attendeeId)
      return { id: attendeeId }
    })

  type Marks = { marks: readonly { attendeeId: TrainingAttendeeId; attended: boolean | null }[] }
  /** All of them or none: a list that names somebody of another session is not half done. */
  const mark = (actor: Actor, id: TrainingSessionId, { marks }: Marks): Promise<{ marked: number }> =>
    db.transaction(async (tx) => {
      const session = requireRunning(actor, await lock(tx, actor, id, 'share'))
      if (!hasCome(session, now())) throw new Problem('training.not-begun')
      const once = [...new Map(marks.map((one) => [one.attendeeId, one])).values()]
      const marked = await repository.markAttendees(tx, actor, id, once)
      if (marked !== once.length) throw new Problem('training.attendee-not-found')
      return { marked }
    })

  async function listUnits(
    actor: Actor,
    id: TrainingSessionId,
    query: PageRequest & InvitedFilters,
  ): Promise<Page<InvitedUnit>> {
    const session = requireFound(await find(db, actor, id))
    const after = decodeCursor(query.cursor, textKey)
    const rows = await listInvited(db, actor, id, query, after, query.limit ?? defaultLimit)
    const mayRemove = actionsFor(actor, session, now()).includes('invite')
    return toPage(
      rows,
      query,
      ({ unit }) => [unit.name, unit.id],
      (row) => ({ ...row, actions: mayRemove && row.registered === 0 ? ['remove'] : [] }),
    )
  }

  async function countBodies(actor: Actor, id: TrainingSessionId): Promise<{ items: BodyAttendance[] }> {
    requireFound(await find(db, actor, id))
    return { items: await countByBody(db, actor, id) }
  }

  return { listAttendees, listCandidates, register, withdraw, mark, listUnits, countBodies }
}

/** Names and offices of people are those of their accounts; of guests, what was written. */
async function registrationsOf(
  tx: Queryable,
  id: TrainingSessionId,
  unitId: UnitId,
  people: readonly NewAttendee[],
): Promise<repository.Registration[]> {
  const known = new Map<PersonId, TrainingCandidate>(
    (await repository.listCandidates(tx, id, unitId)).map((one) => [one.personId, one]),
  )
  const sites = new Set((await listSites(tx, id)).map((site) => site.id))
  return people.map(({ personId, name, office, siteId }, at) => {
    const refuse = (code: 'training.person-unfit' | 'training.name-missing' | 'training.site-unknown') =>
      new Problem(code, { errors: [{ path: `/people/${at}`, message: name || (personId ?? '') }] })
    if (siteId !== null && !sites.has(siteId)) throw refuse('training.site-unknown')
    if (personId === null) {
      if (name === '') throw refuse('training.name-missing')
      return { personId, name, office, siteId }
    }
    const person = known.get(personId)
    if (!person) throw refuse('training.person-unfit')
    return { personId, name: person.name, office: office || (person.office ?? ''), siteId }
  })
}

function present(actor: Actor, session: TrainingRow, row: repository.AttendeeRow, now: Date): TrainingAttendee {
  const mine = row.unit.id === actor.unitId || isOrganiser(actor, session)
  const open = session.status === 'planned'
  const may = actionsFor(actor, session, now)
  return {
    ...row,
    registeredAt: row.registeredAt.toISOString(),
    actions: [
      ...(mine && open && row.attended === null && may.includes('register') ? (['withdraw'] as const) : []),
      ...(may.includes('mark') ? (['mark'] as const) : []),
    ],
  }
}
