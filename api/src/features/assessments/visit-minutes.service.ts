import {
  addDays,
  dayOf,
  movesOfMinutes,
  visitMinutesTransitions,
  type ProblemItem,
  type Reply,
  type SubmissionId,
  type VisitMinutes,
  type VisitMinutesMove,
  type VisitMinutesSave,
  type listVisitMinutes,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { presentAttachment, type AttachmentRow } from '../catalogues/index.ts'
import { find, lock, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import { tellMinutesAnswered, tellMinutesShown } from './team-notices.ts'
import { requireAssessing } from './sheets.policy.ts'
import { scansOf } from './minutes-papers.repository.ts'
import { answersForSchool, isWriting, mayMoveForTeam, mayScan, minutesSeenBy } from './visit-minutes.policy.ts'
import * as repository from './visit-minutes.repository.ts'

export type VisitMinutesService = ReturnType<typeof createVisitMinutesService>
type All = Reply<typeof listVisitMinutes>

/** How long a school may take to answer the minutes; our reading, as no source says. */
const mostDays = 14

/** Drafted by the team, read and answered by the school, closed by the head of the team. */
export function createVisitMinutesService({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, id: SubmissionId): Promise<All> {
    return present(db, actor, requireVisible(await find(db, actor, id)), now())
  }

  const save = (actor: Actor, id: SubmissionId, { version, content, correction }: VisitMinutesSave): Promise<All> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isWriting(actor, row)) throw new Problem('access.denied')
      requireAssessing(row)
      const [current] = await repository.listMinutes(tx, id)
      const signed = { savedAt: now(), savedBy: actor.name, savedById: actorId(actor) }
      const why = correction === '' ? null : correction
      if (current && current.status !== 'closed') {
        if (current.version !== version) throw new Problem('visit-minutes.stale')
        if (current.status !== 'draft') throw new Problem('visit-minutes.wrong-state')
        if (current.number > 1 && why === null) throw new Problem('visit-minutes.correction-missing')
        await repository.updateMinutes(tx, current.id, { content, correction: why, ...signed })
      } else {
        if (version !== 0) throw new Problem('visit-minutes.stale')
        if (current && why === null) throw new Problem('visit-minutes.correction-missing')
        const number = (current?.number ?? 0) + 1
        await repository.insertMinutes(tx, {
          submissionId: id,
          number,
          content,
          correction: why,
          version: 1,
          ...signed,
        })
      }
      return present(tx, actor, row, now())
    })

  const move = (actor: Actor, id: SubmissionId, asked: VisitMinutesMove): Promise<All> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const { action, version } = asked
      const { by } = visitMinutesTransitions[action]
      if (by === 'team' ? !mayMoveForTeam(actor, row, action) : !answersForSchool(actor, row))
        throw new Problem('access.denied')
      requireAssessing(row)
      const [current] = await repository.listMinutes(tx, id)
      if (current?.version !== version) throw new Problem('visit-minutes.stale')
      if (!movesOfMinutes(standing(current), by, dayOf(now())).includes(action))
        throw new Problem('visit-minutes.wrong-state')
      await repository.updateMinutes(tx, current.id, {
        status: visitMinutesTransitions[action].to,
        ...(await effect(tx, actor, current, asked, now())),
      })
      await tell(tx, actor, row, asked, now())
      return present(tx, actor, row, now())
    })

  return { list, save, move }
}

/** Whose turn it is now hears of it. */
async function tell(tx: Tx, actor: Actor, row: SubmissionRow, { action, answerDue, view }: VisitMinutesMove, at: Date) {
  if (action === 'show' && answerDue !== null) await tellMinutesShown(tx, actor, row, answerDue, at)
  if (action === 'answer') await tellMinutesAnswered(tx, actor, row, view === '' ? null : view, at)
}

/** What a move changes beyond the status. */
async function effect(tx: Tx, actor: Actor, current: repository.MinutesRow, asked: VisitMinutesMove, at: Date) {
  const office = await repository.officeOf(tx, actor)
  switch (asked.action) {
    case 'show': {
      requireWhole(current)
      const { answerDue } = asked
      const today = dayOf(at)
      if (answerDue === null || answerDue < today || answerDue > addDays(today, mostDays))
        throw new Problem('visit-minutes.due-outside-window')
      return { answerDue }
    }
    case 'take-back':
      return { answerDue: null, answeredAt: null, answeredBy: null, answeredById: null, schoolAgrees: null }
    case 'answer': {
      const view = asked.view === '' ? null : asked.view
      if (asked.agrees === null || (!asked.agrees && view === null)) throw incomplete(['view'])
      return {
        ...{ schoolAgrees: asked.agrees, schoolView: view },
        ...{ answeredAt: at, answeredBy: actor.name, answeredById: actorId(actor), answeredOffice: office },
      }
    }
    case 'close':
      requireWhole(current)
      return { closedAt: at, closedBy: actor.name, closedById: actorId(actor), closedOffice: office }
  }
}

const standing = ({ content: { kind }, status, answerDue }: repository.MinutesRow) => ({ kind, status, answerDue })

const incomplete = (parts: readonly string[]) =>
  new Problem('visit-minutes.incomplete', {
    errors: parts.map((path): ProblemItem => ({ path, message: 'visit-minutes.incomplete' })),
  })

/** @throws Problem `visit-minutes.incomplete`: each part that still says nothing */
function requireWhole({ content }: repository.MinutesRow) {
  const missing = [
    ...(['place', 'content', 'conclusion'] as const).filter((part) => content[part] === ''),
    ...(content.ofTeam.length === 0 ? ['ofTeam'] : []),
    ...(content.kind === 'visit' && content.ofSchool.length === 0 ? ['ofSchool'] : []),
  ]
  if (missing.length > 0) throw incomplete(missing)
}

async function present(db: Queryable, actor: Actor, row: SubmissionRow, now: Date): Promise<All> {
  const rows = await repository.listMinutes(db, row.id)
  const scans = await scansOf(db, row.id)
  const writing = isWriting(actor, row) && row.status === 'assessing'
  return {
    items: minutesSeenBy(actor, row, rows).map((one) => presentOne(actor, row, one, { scan: scans.get(one.id), now })),
    mayBegin: writing && rows[0]?.status !== 'draft' && (rows.length === 0 || rows[0]?.status === 'closed'),
  }
}

type Seen = { scan: AttachmentRow | undefined; now: Date }
function presentOne(actor: Actor, row: SubmissionRow, one: repository.MinutesRow, { scan, now }: Seen): VisitMinutes {
  const { id, submissionId, number, status, content, correction, answerDue, schoolAgrees, schoolView, version } = one
  const today = dayOf(now)
  const running = row.status === 'assessing'
  return {
    ...{ id, submissionId, number, status, content, correction, answerDue, schoolAgrees, schoolView, version },
    savedAt: one.savedAt.toISOString(),
    savedBy: one.savedBy,
    school: signedBy(one.answeredBy, one.answeredOffice, one.answeredAt),
    team: signedBy(one.closedBy, one.closedOffice, one.closedAt),
    scan: scan ? presentAttachment(scan) : null,
    mayScan: status === 'closed' && mayScan(actor, row),
    mayWrite: running && status === 'draft' && isWriting(actor, row),
    actions: running
      ? [
          ...movesOfMinutes(standing(one), 'team', today).filter((action) => mayMoveForTeam(actor, row, action)),
          ...(answersForSchool(actor, row) ? movesOfMinutes(standing(one), 'school', today) : []),
        ]
      : [],
  }
}

/** The database holds all of it or none. */
const signedBy = (by: string | null, office: string | null, at: Date | null) =>
  by === null || at === null ? null : { by, office, at: at.toISOString() }
