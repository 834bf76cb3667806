import {
  faultOfAnswer,
  findLine,
  gapsOfSheet,
  type AssessorLine,
  type ExternalSave,
  type PersonId,
  type ProblemItem,
  type SubmissionId,
  type TeamSheets,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answerOf,
  answersOf,
  find,
  inBody,
  isAssessing,
  lock,
  repetition,
  requireVisible,
  type SubmissionRow,
} from '../submissions/index.ts'
import { listAssessorVerdicts } from './assessor-verdicts.repository.ts'
import { listDissents } from './remarks.repository.ts'
import { openWhenAllAreDone } from './sheets-opening.ts'
import {
  mayAgree,
  requireAssessing,
  requirePerson,
  scorersOf,
  scoresApart,
  seesSheets,
  standingOf,
} from './sheets.policy.ts'
import * as repository from './sheets.repository.ts'
import { presentVerdict } from './verdicts.present.ts'

export type SheetsService = ReturnType<typeof createSheetsService>

/** Members score on sheets of their own, unseen by each other until all have finished. */
export function createSheetsService({ db, now }: { db: Db; now: () => Date }) {
  /**
   * Where somebody who left was the last one missing, the sheets are open from the moment that anyone reads them: whoever
   * comes back has seen them and scores no more.
   */
  async function get(actor: Actor, id: SubmissionId): Promise<TeamSheets> {
    const row = requireVisible(await find(db, actor, id))
    if (row.status === 'assessing' && seesSheets(actor, row)) {
      const { state, openedAt } = await standingOf(db, row)
      if (state === 'open' && openedAt === null)
        await db.transaction(async (tx) => openWhenAllAreDone(tx, [requireVisible(await lock(tx, actor, id))], now()))
    }
    return presentSheets(db, actor, row)
  }

  const saveLine = (actor: Actor, id: SubmissionId, code: string, save: ExternalSave): Promise<AssessorLine> =>
    db.transaction(async (tx) => {
      const { row, personId } = await requireApart(tx, actor, id)
      const criterion = findLine(await definitionOf(tx, row.set.id), code)?.criterion
      if (!criterion) throw new Problem('line.not-found')
      if (criterion.kind === 'aggregate') throw new Problem('line.figures-are-computed')
      const fault = faultOfAnswer(criterion, save.answer)
      if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
      if (await isDone(tx, row, personId)) throw new Problem('assessment.sheet-done')
      const own = await repository.linesOfPeople(tx, id, [personId])
      const current = own.find((line) => line.criterionCode === code)
      const same = (line: repository.AssessorLineRow) => line.reason === save.reason
      const repeated = repetition(actor, current, save.version, save.answer, same)
      return presentAssessorLine(
        repeated ??
          (await repository.writeAssessorLine(
            tx,
            actor,
            { submissionId: id, savedById: personId },
            criterion,
            save,
            now(),
          )),
      )
    })

  /** The last one to finish opens the sheets of all; until then it can be taken back. */
  const finish = (actor: Actor, id: SubmissionId, { done }: { done: boolean }): Promise<TeamSheets> =>
    db.transaction(async (tx) => {
      const { row, personId } = await requireApart(tx, actor, id)
      if (done) await requireWhole(tx, row, personId)
      await repository.setDone(tx, id, personId, done ? now() : null)
      await openWhenAllAreDone(tx, [row], now())
      return presentSheets(tx, actor, row)
    })

  /** The file of somebody who scores on an own sheet, held. */
  async function requireApart(tx: Tx, actor: Actor, id: SubmissionId) {
    const row = requireVisible(await lock(tx, actor, id))
    if (!isAssessing(actor, row)) throw new Problem('access.denied')
    const personId = requirePerson(actor)
    requireAssessing(row)
    const standing = await standingOf(tx, row)
    if (standing.state !== 'apart') throw new Problem('assessment.sheets-open')
    if (!scorersOf(standing).includes(personId)) throw new Problem('access.denied')
    return { row, personId }
  }

  return { get, saveLine, finish }
}

async function isDone(tx: Tx, row: SubmissionRow, personId: PersonId) {
  const { members } = await standingOf(tx, row)
  return members.some((member) => member.personId === personId && member.doneAt !== null)
}

/** @throws Problem `assessment.incomplete`: each gap of the own sheet by the code of its criterion. */
async function requireWhole(tx: Tx, row: SubmissionRow, personId: PersonId) {
  const own = await repository.linesOfPeople(tx, row.id, [personId])
  const gaps = gapsOfSheet(await definitionOf(tx, row.set.id), answersOf(own))
  if (gaps.length === 0) return
  const errors = gaps.map(({ code, gap }): ProblemItem => ({ path: code, message: gap }))
  throw new Problem('assessment.incomplete', { errors })
}

/** What an actor sees of the sheets: as long as they are apart, of the others only which lines they have. */
export async function presentSheets(db: Queryable, actor: Actor, row: SubmissionRow): Promise<TeamSheets> {
  if (!seesSheets(actor, row)) throw new Problem('access.denied')
  const standing = await standingOf(db, row)
  const { state, members, openedAt } = standing
  const scorers = scorersOf(standing)
  const own = actor.personId === null ? [] : [actor.personId]
  const shown = state === 'open' ? scorers : state === 'apart' ? own : []
  const lines = await repository.linesOfPeople(db, row.id, shown)
  const assesses = isAssessing(actor, row) && row.status === 'assessing'
  return {
    ...{ state, members },
    openedAt: openedAt?.toISOString() ?? null,
    lines: lines.map(presentAssessorLine),
    verdicts: (await listAssessorVerdicts(db, row.id, shown)).map(({ givenById, ...verdict }) => ({
      ...presentVerdict(verdict),
      personId: givenById,
    })),
    dissents: await listDissents(db, row.id),
    mayScore: scoresApart(actor, row, standing),
    mayAgree: assesses && state !== 'apart' && mayAgree(actor, row, standing),
    mayChoose: assesses && row.duty === 'head' && openedAt === null && members.length > 1,
    mayDissent: assesses && state !== 'apart' && members.length > 1,
  }
}

const presentAssessorLine = (line: repository.AssessorLineRow): AssessorLine => ({
  personId: line.savedById,
  code: line.criterionCode,
  answer: answerOf(line),
  reason: line.reason,
  version: line.version,
  savedAt: line.savedAt.toISOString(),
})
