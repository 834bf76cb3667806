import {
  addDays,
  dayOf,
  isObjectionDue,
  next,
  objectionDays,
  type AssessorCandidate,
  type Call,
  type completeAssessment,
  type Page,
  type Submission,
  type SubmissionId,
  type TeamOrder,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import {
  find,
  lock,
  move,
  requireMayMove,
  requireMove,
  requireVisible,
  type SubmissionRow,
  type SubmissionsService,
} from '../submissions/index.ts'
import { seatPrepared, teamOfUnit } from '../teams/index.ts'
import { requireClosable } from './closing.service.ts'
import { createRefreshExternalAggregates, refreshExternal } from './external-aggregates.service.ts'
import { closeRequests } from './evidence-requests.repository.ts'
import { createSaveExternalLine } from './external-lines.service.ts'
import { standingOf } from './sheets.policy.ts'
import { openWhenAllAreDone } from './sheets-opening.ts'
import * as team from './team.repository.ts'

export type AssessmentsService = ReturnType<typeof createAssessmentsService>
type Ports = { db: Db; present: SubmissionsService['present']; now: () => Date }
const placeOf = (row: SubmissionRow): team.Place => ({
  assessorUnitId: row.assessor.id,
  unitId: row.unit.id,
  campaignUnitId: row.campaignUnitId,
})

/** The external assessment: who is sent, what they find, and its close. */
export function createAssessmentsService({ db, present, now }: Ports) {
  /** People who may be sent to the unit of a file, by name. */
  async function candidates(
    actor: Actor,
    id: SubmissionId,
    query: PageRequest & { q?: string | undefined },
  ): Promise<Page<AssessorCandidate>> {
    const row = requireVisible(await find(db, actor, id))
    requireMayMove(actor, row, 'open-assessment')
    const after = decodeCursor(query.cursor, textKey)
    const { q, limit = defaultLimit } = query
    const rows = await team.listCandidates(db, placeOf(row), { q, after, limit })
    return toPage(
      rows,
      query,
      (person) => [person.fullName, person.personId],
      (person) => person,
    )
  }

  /** Puts the team in place of the one that stood; the first one opens the assessment. The timeline keeps the names. */
  function setTeam(actor: Actor, id: SubmissionId, { version, members }: TeamOrder): Promise<Submission> {
    return db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const action = next(row.status, 'change-team') === null ? 'open-assessment' : 'change-team'
      requireMove(actor, row, { action, version, reason: null })
      if ((await teamOfUnit(tx, row.campaignUnitId)) !== undefined) throw new Problem('team.holds-unit')
      if (members.filter(({ duty }) => duty === 'head').length !== 1) throw new Problem('assessment.team-needs-head')
      await requireFit(tx, row, members)
      await team.replaceTeam(tx, row.campaignUnitId, members)
      // Who leaves may have been the last one whom the others waited for.
      await openWhenAllAreDone(tx, [row], now())
      const names = (await team.teamOf(tx, row.campaignUnitId)).map(({ fullName }) => fullName).join(', ')
      return present(tx, actor, await move(tx, actor, row, { action, version, reason: names }, now()))
    })
  }

  /** The head of the team closes the assessment, and with it what was still asked; the conclusion stands in the timeline. */
  function complete(
    actor: Actor,
    id: SubmissionId,
    { version, conclusion, objectionDue }: Call<typeof completeAssessment>['body'],
  ): Promise<Submission> {
    return db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const wanted = { action: 'complete-assessment', version, reason: conclusion } as const
      requireMove(actor, row, wanted)
      const at = now()
      // Before computed lines are written: once something stands in the agreed column, no sheet is apart any more.
      if ((await standingOf(tx, row)).state === 'apart') throw new Problem('assessment.sheets-apart')
      await refreshExternal(tx, actor, row, at)
      await requireClosable(tx, row, at)
      await closeRequests(tx, actor, id, at)
      const due = objectionDue ?? addDays(dayOf(at), objectionDays.usual)
      if (!isObjectionDue(due, dayOf(at))) throw new Problem('objection.due-outside-window')
      const changes = { objectionDue: due }
      return present(tx, actor, await move(tx, actor, row, { ...wanted, changes }, at))
    })
  }

  /** The managing body gives a closed assessment back to its team. */
  function reopen(
    actor: Actor,
    id: SubmissionId,
    { version, reason }: { version: number; reason: string },
  ): Promise<Submission> {
    return db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const at = now()
      const reopened = await move(tx, actor, row, { action: 'reopen-assessment', version, reason }, at)
      await seatPrepared(tx, actor, [reopened], at)
      return present(tx, actor, requireVisible(await find(tx, actor, id)))
    })
  }

  return {
    candidates,
    setTeam,
    complete,
    reopen,
    saveLine: createSaveExternalLine({ db, now }),
    refreshAggregates: createRefreshExternalAggregates({ db, now }),
  }
}

/**
 * @throws Problem `assessment.conflict-of-interest` for people of the assessed unit, `assessment.person-unfit` for
 * whoever else is no candidate: suspended, of another branch, unknown. Each is named by id.
 */
async function requireFit(tx: Tx, row: SubmissionRow, members: TeamOrder['members']) {
  const known = await team.examine(
    tx,
    placeOf(row),
    members.map(({ personId }) => personId),
  )
  const conflicted = known.filter((person) => person.conflicted)
  if (conflicted.length > 0)
    throw new Problem('assessment.conflict-of-interest', {
      errors: conflicted.map(({ personId }) => ({ path: personId, message: 'assessment.conflict-of-interest' })),
    })
  const unfit = members.filter(({ personId }) => !known.some((person) => person.personId === personId && person.fit))
  if (unfit.length > 0)
    throw new Problem('assessment.person-unfit', {
      errors: unfit.map(({ personId }) => ({ path: personId, message: 'assessment.person-unfit' })),
    })
}
