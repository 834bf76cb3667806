import {
  addDays,
  dayOf,
  movesOfMinutes,
  visitMinutesTransitions,
  type ProblemItem,
  type SubmissionId,
  type VisitMinutesId,
  type VisitMinutesMove,
  type VisitMinutesSave,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { find, lock, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import { tellMinutesAnswered, tellMinutesShown } from './team-notices.ts'
import { requireAssessing } from './sheets.policy.ts'
import { answersForSchool, isWriting, mayMoveForTeam } from './visit-minutes.policy.ts'
import { present, standing, type AllMinutes } from './visit-minutes.present.ts'
import * as repository from './visit-minutes.repository.ts'

export type VisitMinutesService = ReturnType<typeof createVisitMinutesService>

/** How long a school may take to answer the minutes; our reading, as no source says. */
const mostDays = 14

/** Drafted by the team, read and answered by the school, closed by the head of the team. */
export function createVisitMinutesService({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, id: SubmissionId): Promise<AllMinutes> {
    return present(db, actor, requireVisible(await find(db, actor, id)), now())
  }

  /** The file of a time, which the minutes name that were begun first of it. @throws Problem `visit-minutes.not-found` */
  async function fileOf(actor: Actor, id: VisitMinutesId): Promise<SubmissionId> {
    const submissionId = await repository.fileOfSitting(db, id)
    if (!submissionId || !(await find(db, actor, submissionId))) throw new Problem('visit-minutes.not-found')
    return submissionId
  }

  const save = (actor: Actor, id: SubmissionId, asked: VisitMinutesSave): Promise<AllMinutes> =>
    db.transaction(async (tx) => {
      const { version, content, corrects, correction } = asked
      const row = requireVisible(await lock(tx, actor, id))
      if (!isWriting(actor, row)) throw new Problem('access.denied')
      requireAssessing(row)
      const rows = await repository.listMinutes(tx, id)
      const [current] = rows
      const signed = { savedAt: now(), savedBy: actor.name, savedById: actorId(actor) }
      const why = correction === '' ? null : correction
      if (current && current.status !== 'closed') {
        if (current.version !== version) throw new Problem('visit-minutes.stale')
        if (current.status !== 'draft') throw new Problem('visit-minutes.wrong-state')
        const correcting = current.correction !== null
        if (correcting && why === null) throw new Problem('visit-minutes.correction-missing')
        await repository.updateMinutes(tx, current.id, { content, correction: correcting ? why : null, ...signed })
      } else {
        if (version !== 0) throw new Problem('visit-minutes.stale')
        if (corrects !== null && !rows.some(({ sitting }) => sitting === corrects))
          throw new Problem('visit-minutes.not-found')
        if (corrects !== null && why === null) throw new Problem('visit-minutes.correction-missing')
        await repository.insertMinutes(tx, {
          ...{ submissionId: id, number: (current?.number ?? 0) + 1, sitting: corrects ?? nextSitting(rows) },
          ...{ content, correction: corrects === null ? null : why, version: 1, ...signed },
        })
      }
      return present(tx, actor, row, now())
    })

  const move = (actor: Actor, id: SubmissionId, asked: VisitMinutesMove): Promise<AllMinutes> =>
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

  return { list, fileOf, save, move }
}

const nextSitting = (rows: readonly repository.MinutesRow[]) => Math.max(0, ...rows.map(({ sitting }) => sitting)) + 1

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
