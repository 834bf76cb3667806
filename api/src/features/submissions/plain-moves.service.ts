import {
  findLine,
  isPast,
  type DeliverableKind,
  type PlainAction,
  type ProblemItem,
  type Remark,
  type SealKind,
  type Submission,
  type SubmissionId,
  type TransitionRequest,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { requireOpen } from '../campaigns/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import { refreshSelf } from './aggregates.service.ts'
import { gapsIn } from './gaps.ts'
import type { MoveChanges } from './moves.repository.ts'
import { move, requireMove } from './moves.service.ts'
import { contentOf } from './sealed-content.ts'
import { requireSealed, seal } from './seals.service.ts'
import { requireVisible } from './submissions.policy.ts'
import { find, lock, type SubmissionRow } from './submissions.repository.ts'

type Present = (source: Queryable, actor: Actor, row: SubmissionRow) => Promise<Submission>
/**
 * What a later feature demands before a plain move is made, or does once it is, in the same transaction. A gate refuses
 * by throwing a Problem.
 */
export type Gate = (tx: Tx, actor: Actor, row: SubmissionRow, at: Date) => Promise<void>
export type Gates = Partial<Record<PlainAction, readonly Gate[]>>

type Asked = { tx: Tx; actor: Actor; row: SubmissionRow; request: TransitionRequest; at: Date }

/** What a move demands and changes beyond its line in the workflow. */
const effects: Partial<Record<PlainAction, (asked: Asked) => Promise<MoveChanges>>> = {
  finish: async ({ tx, actor, row, at }) => {
    await refreshSelf(tx, actor, row, at)
    await requireComplete(tx, row)
    return { finishedBy: actor.personId }
  },
  approve: async ({ tx, row, at }) => {
    await requireInTime(tx, row, ['self-assessment'], at)
    return {}
  },
  submit: async ({ tx, row, at }) => {
    await requireInTime(tx, row, ['request', 'self-assessment'], at)
    return { round: row.round + 1 }
  },
  return: async ({ tx, row, request, at }) => {
    await requireKnownLines(tx, row, request.remarks ?? [])
    if (request.due && isPast(request.due, at)) throw invalid('/due', 'Lies in the past')
    return { returnDue: request.due ?? null }
  },
  'end-objection-time': async ({ row, at }) => {
    if (row.objectionDue !== null && !isPast(row.objectionDue, at)) throw new Problem('objection.time-left')
    return {}
  },
}

/** Which moves pin what the file then holds. */
const pins: Partial<Record<PlainAction, SealKind>> = { finish: 'finished', approve: 'approved', submit: 'submitted' }
/** And which rest on what was pinned before: if it has moved, what was approved is void. */
const restsOnSeals: readonly PlainAction[] = ['approve', 'submit', 'accept']

type Ports = { db: Db; present: Present; now: () => Date; gates: Gates; after: Gates }

/** The moves that ask for nothing but a reason: `move(actor, id, { action, version, reason, remarks?, due? })`. */
export function createPlainMove({ db, present, now, gates, after }: Ports) {
  /** The same on a file that `lock` holds, for those who write down more with it. */
  async function moveIn(tx: Tx, actor: Actor, row: SubmissionRow, request: TransitionRequest): Promise<Submission> {
    const wanted = { ...request, due: request.due ?? null, remarks: joined(request.remarks ?? []) }
    if (request.action !== 'return' && wanted.remarks.length > 0) throw invalid('/remarks', 'Go with `return` only')
    if (request.action !== 'return' && wanted.due !== null) throw invalid('/due', 'Goes with `return` only')
    requireMove(actor, row, wanted)
    const at = now()
    if (restsOnSeals.includes(request.action)) await requireSealed(tx, row)
    for (const gate of gates[request.action] ?? []) await gate(tx, actor, row, at)
    const changes = (await effects[request.action]?.({ tx, actor, row, request, at })) ?? {}
    const moved = await move(tx, actor, row, { ...wanted, changes }, at)
    const kind = pins[request.action]
    if (kind) await seal(tx, actor, moved, kind, await contentOf(tx, moved), at)
    const listeners = after[request.action] ?? []
    for (const done of listeners) await done(tx, actor, moved, at)
    // What they did may have moved it on.
    return present(tx, actor, listeners.length > 0 ? requireVisible(await find(tx, actor, row.id)) : moved)
  }
  const moveOne = (actor: Actor, id: SubmissionId, request: TransitionRequest): Promise<Submission> =>
    db.transaction(async (tx) => moveIn(tx, actor, requireVisible(await lock(tx, actor, id)), request))
  return { move: moveOne, moveIn }
}

/** A plan may take nothing after its last day. What was sent in time and came back has a day of its own. */
async function requireInTime(tx: Tx, row: SubmissionRow, kinds: DeliverableKind[], at: Date) {
  if (row.round > 0) return
  await requireOpen(tx, { campaignId: row.campaign.id, unitId: row.unit.id, kinds }, at)
}

const invalid = (path: string, message: string) => new Problem('request.invalid', { errors: [{ path, message }] })

/** One remark a criterion: several on the same one become paragraphs. */
function joined(remarks: readonly Remark[]): Remark[] {
  const byCriterion = Map.groupBy(remarks, ({ criterion }) => criterion)
  return [...byCriterion].map(([criterion, those]) => ({ criterion, text: those.map(({ text }) => text).join('\n') }))
}

/** @throws Problem `submission.incomplete`: each gap by the code of its criterion, with what the sentence needs. */
async function requireComplete(tx: Tx, row: SubmissionRow) {
  const gaps = await gapsIn(tx, row)
  if (gaps.length === 0) return
  const errors = gaps.map(({ code, gap, values }): ProblemItem => ({
    path: code,
    message: gap,
    ...(values && { values }),
  }))
  throw new Problem('submission.incomplete', { errors })
}

async function requireKnownLines(tx: Tx, row: SubmissionRow, remarks: readonly Remark[]) {
  const definition = await definitionOf(tx, row.set.id)
  const unknown = remarks.filter(({ criterion }) => !findLine(definition, criterion))
  if (unknown.length === 0) return
  const errors = unknown.map(({ criterion }) => ({ path: criterion, message: 'line.not-found' }))
  throw new Problem('line.not-found', { errors })
}
