import {
  faultOfAnswer,
  findLine,
  isLeafLine,
  type Leaf,
  type ObjectionSave,
  type Objections,
  type Submission,
  type SubmissionId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { listExternalLines } from '../assessments/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answerOf,
  find,
  inBody,
  lock,
  move,
  requireMove,
  requireVisible,
  type SubmissionRow,
  type SubmissionsService,
} from '../submissions/index.ts'
import { isInTime, isOfSchool } from './objections.policy.ts'
import { presentObjections } from './objections.present.ts'
import * as repository from './objections.repository.ts'

export type ObjectionsService = ReturnType<typeof createObjectionsService>
export type ObjectionPorts = { db: Db; present: SubmissionsService['present']; now: () => Date }

/** What a school holds against its draft result, criterion by criterion. */
export function createObjectionsService({ db, present, now }: ObjectionPorts) {
  async function list(actor: Actor, id: SubmissionId): Promise<Objections> {
    return presentObjections(db, actor, requireVisible(await find(db, actor, id)), now())
  }

  const save = (actor: Actor, id: SubmissionId, code: string, draft: ObjectionSave): Promise<Objections> =>
    db.transaction(async (tx) => {
      const row = await lockForSchool(tx, actor, id)
      const leaf = await requireLeaf(tx, row, code)
      const fault = draft.wanted && faultOfAnswer(leaf, draft.wanted)
      if (fault) throw new Problem(fault.code, { errors: [inBody(fault.item)] })
      requireInTime(row, now())
      const current = await draftOf(tx, id, code)
      if ((current?.version ?? 0) !== draft.version) throw new Problem('objection.stale')
      const signed = { savedAt: now(), savedBy: actor.name, savedById: actorId(actor) }
      const values = { text: draft.text, wanted: draft.wanted && repository.wire(draft.wanted), ...signed }
      if (current) await repository.updateObjections(tx, [current.id], values)
      else await repository.insertObjection(tx, { submissionId: id, criterionCode: code, version: 1, ...values })
      return presentObjections(tx, actor, row, now())
    })

  const drop = (actor: Actor, id: SubmissionId, code: string): Promise<Objections> =>
    db.transaction(async (tx) => {
      const row = await lockForSchool(tx, actor, id)
      if (row.status !== 'result-shown') throw new Problem('submission.wrong-state')
      const current = await draftOf(tx, id, code)
      if (current) await repository.updateObjections(tx, [current.id], { status: 'dropped' })
      return presentObjections(tx, actor, row, now())
    })

  /** All drafts go to the team at once; what it had agreed is kept beside each. */
  const send = (
    actor: Actor,
    id: SubmissionId,
    { version, reason }: { version: number; reason: string | null },
  ): Promise<Submission> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const wanted = { action: 'object', version, reason } as const
      requireMove(actor, row, wanted)
      const at = now()
      if (!isInTime(row, at)) throw new Problem('objection.time-over')
      const drafts = await repository.openObjections(tx, id, 'draft')
      if (drafts.length === 0) throw new Problem('objection.none')
      const agreed = new Map((await listExternalLines(tx, id)).map((line) => [line.criterionCode, line]))
      for (const draft of drafts) {
        const line = agreed.get(draft.criterionCode)
        if (!line) throw new Problem('line.not-found')
        const before = { answer: repository.wire(answerOf(line)), reason: line.reason }
        const signed = { sentAt: at, sentBy: actor.name, sentById: actorId(actor) }
        await repository.updateObjections(tx, [draft.id], { status: 'sent', before, ...signed })
      }
      const remarks = drafts.map(({ criterionCode, text }) => ({ criterion: criterionCode, text: text.slice(0, 2000) }))
      return present(tx, actor, await move(tx, actor, row, { ...wanted, remarks }, at))
    })

  return { list, save, drop, send }
}

async function lockForSchool(tx: Tx, actor: Actor, id: SubmissionId): Promise<SubmissionRow> {
  const row = requireVisible(await lock(tx, actor, id))
  if (!isOfSchool(actor, row)) throw new Problem('access.denied')
  return row
}

function requireInTime(row: SubmissionRow, at: Date) {
  if (row.status !== 'result-shown') throw new Problem('submission.wrong-state')
  if (!isInTime(row, at)) throw new Problem('objection.time-over')
}

const draftOf = async (tx: Tx, id: SubmissionId, code: string) =>
  (await repository.openObjections(tx, id, 'draft')).find(({ criterionCode }) => criterionCode === code)

/** @throws Problem `line.not-found` also for headings, of which nobody says anything */
export async function requireLeaf(db: Queryable, row: SubmissionRow, code: string): Promise<Leaf> {
  const line = findLine(await definitionOf(db, row.set.id), code)
  if (!line || !isLeafLine(line)) throw new Problem('line.not-found')
  return line.criterion
}
