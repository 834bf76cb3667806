import { isDeepStrictEqual } from 'node:util'
import {
  drawnData,
  type CouncilMinutes,
  type CouncilMinutesId,
  type CouncilMinutesSave,
  type SubmissionId,
} from '@thuoc/shared'
import { z } from 'zod'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { together } from '../../platform/db/steady.ts'
import { Problem } from '../../platform/problem.ts'
import { find, isScorer, lock, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import { demand, isOpen, mayAssign, maySettle, seatOf } from './councils.policy.ts'
import { requireCouncil } from './councils.service.ts'
import { deleteMinutes, fileOfMeeting, insertMinutes, updateMinutes, type MinutesRow } from './minutes.repository.ts'
import { drawnOf, gapsOfMinutes, presentMinutes } from './minutes.present.ts'
import { papersOf } from './papers.repository.ts'
import { standingOf, type Standing } from './standing.ts'

export type MinutesService = ReturnType<typeof createMinutesService>
type Begun = { corrects: CouncilMinutesId | null; reason: string | null }
type Asked = { id: SubmissionId; minutesId: CouncilMinutesId }

/** Minutes of the council’s meetings: written by its officers, signed by both, then never changed again. */
export function createMinutesService({ db, now }: { db: Db; now: () => Date }) {
  /** Drafts are for the head and the officers. */
  async function list(actor: Actor, id: SubmissionId) {
    const { row, standing, papers } = await together(db, async (on) => {
      const found = requireVisible(await find(on, actor, id))
      const [stands, scans] = await Promise.all([standingOf(on, found), papersOf(on, id)])
      return { row: found, standing: stands, papers: scans }
    })
    const writes = mayAssign(actor, row, standing.decision)
    const seen = standing.minutes.filter(({ closedAt }) => closedAt !== null || writes)
    return {
      items: seen.map((one) => presentMinutes(actor, row, standing, one, papers)),
      mayBegin:
        isOpen(row) &&
        maySettle(actor, row, standing.decision) &&
        standing.minutes.every(({ closedAt }) => closedAt !== null),
    }
  }

  /** The file of a meeting, which the minutes name that were begun first. @throws Problem `council-minutes.not-found` */
  async function fileOf(actor: Actor, id: CouncilMinutesId): Promise<SubmissionId> {
    const submissionId = await fileOfMeeting(db, id)
    if (!submissionId || !(await find(db, actor, submissionId))) throw new Problem('council-minutes.not-found')
    return submissionId
  }

  /** Holds the file, and shows the minutes as they stand after the work. */
  const work = (
    actor: Actor,
    id: SubmissionId,
    write: (tx: Tx, row: SubmissionRow, standing: Held) => Promise<MinutesRow>,
  ): Promise<CouncilMinutes> =>
    db.transaction(async (tx) => {
      const { row, standing } = await held(tx, actor, id)
      const written = await write(tx, row, standing)
      return presentMinutes(actor, row, await standingOf(tx, row), written, await papersOf(tx, id))
    })

  /** Of a new meeting everybody is taken to be there, and the groups of the set are the headings. */
  const begin = (actor: Actor, id: SubmissionId, { corrects, reason }: Begun) =>
    work(actor, id, async (tx, _row, { decision, definition, minutes }) => {
      if (minutes.some(({ closedAt }) => closedAt === null)) throw new Problem('council-minutes.draft-open')
      const at = now()
      const signed = { submissionId: id, decisionId: decision.id, ...savedBy(actor, at) }
      if (corrects === null)
        return insertMinutes(tx, {
          ...signed,
          meeting: Math.max(0, ...minutes.map(({ meeting }) => meeting)) + 1,
          revision: 1,
          heldFrom: at,
          attendance: decision.members.map((member) => ({ memberId: member.id, present: true, note: '' })),
          headings: definition.groups.map(({ title }) => ({ title, text: '' })),
        })
      const former = newestOf(minutes, corrects)
      if (!reason) throw new Problem('council-minutes.reason-required')
      const { meeting, revision, number, heldFrom, heldTo, place, headings, conclusion, votes } = former
      const kept = { meeting, number, heldFrom, heldTo, place, headings, conclusion, votes }
      // Members of an earlier decision stay on the list as long as it is the same council that corrects.
      const attendance =
        former.decisionId === decision.id
          ? former.attendance
          : decision.members.map((member) => ({ memberId: member.id, present: true, note: '' }))
      return insertMinutes(tx, { ...signed, ...kept, attendance, revision: revision + 1, correction: reason })
    })

  /** Whoever had signed signed another text. */
  const save = (actor: Actor, { id, minutesId }: Asked, { version, from, to, ...said }: CouncilMinutesSave) =>
    work(actor, id, async (tx, _row, { decision, minutes }) => {
      requireOpen(minutes, minutesId, version)
      const members = new Set(decision.members.map((member) => member.id))
      if (said.attendance.some(({ memberId }) => !members.has(memberId)))
        throw new Problem('council-minutes.unknown-member')
      return updateMinutes(tx, minutesId, {
        ...said,
        ...{ heldFrom: new Date(from), heldTo: to === null ? null : new Date(to), decisionId: decision.id },
        ...{ drawn: null, chairpersonSignedAt: null, chairpersonSignedBy: null, chairpersonSignedById: null },
        ...{ secretarySignedAt: null, secretarySignedBy: null, secretarySignedById: null },
        ...savedBy(actor, now()),
      })
    })

  const sign = (actor: Actor, { id, minutesId }: Asked, version: number) =>
    work(actor, id, async (tx, row, standing) => {
      const minutes = requireOpen(standing.minutes, minutesId, version)
      // The council has changed since: who is there has to be said again.
      if (minutes.decisionId !== standing.decision.id) throw new Problem('council-minutes.stale')
      const gaps = gapsOfMinutes(minutes, standing.decision.members.length)
      if (gaps.length > 0) throw new Problem('council-minutes.incomplete', { errors: gaps })
      const seat = seatOf(actor, row, standing.decision)
      if (actor.kind !== 'person') throw new Problem('access.denied')
      const drawn = z.encode(drawnData, drawnOf(standing))
      if (minutes.drawn && !isDeepStrictEqual(asKept(drawn), asKept(minutes.drawn)))
        throw new Problem('council-minutes.moved')
      const at = now()
      const signed = { at, by: actor.name, byId: actorId(actor) }
      const other = seat?.duty === 'chairperson' ? minutes.secretarySignedAt : minutes.chairpersonSignedAt
      return updateMinutes(tx, minutesId, {
        drawn,
        closedAt: other ? at : null,
        ...(seat?.duty === 'chairperson'
          ? { chairpersonSignedAt: signed.at, chairpersonSignedBy: signed.by, chairpersonSignedById: signed.byId }
          : { secretarySignedAt: signed.at, secretarySignedBy: signed.by, secretarySignedById: signed.byId }),
      })
    })

  const discard = (actor: Actor, { id, minutesId }: Asked): Promise<Record<string, never>> =>
    db.transaction(async (tx) => {
      const { standing } = await held(tx, actor, id)
      const minutes = requireOpen(standing.minutes, minutesId, null)
      if (minutes.drawn !== null) throw new Problem('council-minutes.closed')
      await deleteMinutes(tx, minutesId)
      return {}
    })

  return { list, fileOf, begin, save, sign, discard }
}

type Held = Standing & { decision: NonNullable<Standing['decision']> }

/** The file and its council, held for an officer who may write now. */
async function held(tx: Tx, actor: Actor, id: SubmissionId): Promise<{ row: SubmissionRow; standing: Held }> {
  const row = requireVisible(await lock(tx, actor, id))
  const standing = await standingOf(tx, row)
  const { decision } = standing
  demand(decision ? maySettle(actor, row, decision) : isScorer(actor, row), row)
  return { row, standing: { ...standing, decision: requireCouncil(decision) } }
}

const savedBy = (actor: Actor, at: Date) => ({ savedAt: at, savedBy: actor.name, savedById: actorId(actor) })

/** As it comes back from the database: what is not there is not there. */
const asKept = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** @throws Problem `council-minutes.not-found`, `.closed`, `.stale` */
function requireOpen(minutes: readonly MinutesRow[], id: CouncilMinutesId, version: number | null): MinutesRow {
  const found = minutes.find((one) => one.id === id)
  if (!found) throw new Problem('council-minutes.not-found')
  if (found.closedAt !== null) throw new Problem('council-minutes.closed')
  if (version !== null && found.version !== version) throw new Problem('council-minutes.stale')
  return found
}

/** The closed revision that is corrected: the newest of its meeting. */
function newestOf(minutes: readonly MinutesRow[], id: CouncilMinutesId): MinutesRow {
  const former = minutes.find((one) => one.id === id)
  if (!former || minutes.some(({ meeting, revision }) => meeting === former.meeting && revision > former.revision))
    throw new Problem('council-minutes.not-found')
  return former
}
