import {
  findLine,
  isPast,
  type DeliverableKind,
  type PlainAction,
  type ProblemCode,
  type ProblemItem,
  type Remark,
  type SealKind,
  type Submission,
  type SubmissionId,
  type TransitionRequest,
  type WireContent,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Db, type Queryable, type Tx } from '../../platform/db/client.ts'
import { still } from '../../platform/db/steady.ts'
import { Problem } from '../../platform/problem.ts'
import { eachOfMany, refusalOf } from '../../platform/refusal.ts'
import { settled } from '../../platform/settled.ts'
import { requireOpen } from '../campaigns/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import { refreshSelf } from './aggregates.service.ts'
import { gapsIn } from './gaps.ts'
import type { MoveChanges } from './moves.repository.ts'
import { moveAll, requireMove, type FileMove } from './moves.service.ts'
import { contentsOf, type Contents } from './sealed-content.ts'
import { lookAtSeals, requireSealed, sealAll } from './seals.service.ts'
import { requireVisible } from './submissions.policy.ts'
import { find, lock, lockMany, type SubmissionRow } from './submissions.repository.ts'

type Present = (source: Queryable, actor: Actor, row: SubmissionRow) => Promise<Submission>
/**
 * What a later feature demands before a plain move is made, in the same transaction. A gate writes nothing and refuses by
 * throwing a Problem.
 */
export type Gate = (tx: Tx, actor: Actor, row: SubmissionRow, at: Date) => Promise<void>
export type Gates = Partial<Record<PlainAction, readonly Gate[]>>
/** What the move has looked at: the contents of the files, pinned or not, and where reading them again asks nobody. */
type Seen = { contents: Contents; on: Tx }
/**
 * What a later feature does once the move is made, in the same transaction.
 * @param rows as the move has left them
 * @returns whether it may have changed them further
 */
type After = (tx: Tx, actor: Actor, rows: readonly SubmissionRow[], at: Date, seen: Seen) => Promise<boolean>
/** @param seen with the content that the move has pinned of the file */
export type AfterOne = (
  tx: Tx,
  actor: Actor,
  row: SubmissionRow,
  at: Date,
  seen: { content: WireContent | undefined; on: Tx },
) => Promise<void>
export type Afters = Partial<Record<PlainAction, readonly After[]>>
/** For what is done file by file, and leaves the file as the move left it. */
export const each =
  (one: AfterOne): After =>
  async (tx, actor, rows, at, { contents, on }) => {
    for (const row of rows) await one(tx, actor, row, at, { content: contents.get(row.id)?.content, on })
    return false
  }

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

type Ports = { db: Db; present: Present; now: () => Date; gates: Gates; after: Afters }
/** A move on one of many files. */
export type OnOne = { submissionId: SubmissionId; version: number }

/** The moves that ask for nothing but a reason: `move(actor, id, { action, version, reason, remarks?, due? })`. */
export function createPlainMove({ db, present, now, gates, after }: Ports) {
  /** What the move of a held file demands beyond its seals. @returns what changes with the status */
  async function prepare(asked: Asked): Promise<FileMove> {
    const { tx, actor, row, request, at } = asked
    for (const gate of gates[request.action] ?? []) await gate(tx, actor, row, at)
    const changes = (await effects[request.action]?.(asked)) ?? {}
    const { version, reason, due = null, remarks = [] } = request
    return { row, version, reason, due, remarks, changes }
  }

  /**
   * Moves what was prepared, pins it and does what goes with it.
   * @param seen what the files hold, as far as it was looked at since they are held
   * @returns the files, and whether they may have gone on
   */
  async function carryOut(
    tx: Tx,
    actor: Actor,
    action: PlainAction,
    files: readonly FileMove[],
    at: Date,
    { contents, on }: Seen,
  ) {
    const moved = await moveAll(tx, actor, action, files, at)
    const kind = pins[action]
    const pinned = kind ? await allOf(on, moved, contents) : contents
    const goOn = async () => {
      let mayHaveGoneOn = false
      for (const done of after[action] ?? [])
        if (await done(tx, actor, moved, at, { contents: pinned, on })) mayHaveGoneOn = true
      return mayHaveGoneOn
    }
    // Seals leave together with what comes after them.
    const sealing = kind ? sealAll(tx, actor, kind, moved, pinned, at) : null
    const [, mayHaveGoneOn] = await settled([sealing, goOn()])
    return { moved, mayHaveGoneOn }
  }

  /** Makes a move on a file that `lock` holds, for those who write down more with it. */
  async function moveIn(tx: Tx, actor: Actor, row: SubmissionRow, asked: TransitionRequest): Promise<Submission> {
    const request = { ...asked, due: asked.due ?? null, remarks: joined(asked.remarks ?? []) }
    if (request.action !== 'return' && request.remarks.length > 0) throw invalid('/remarks', 'Go with `return` only')
    if (request.action !== 'return' && request.due !== null) throw invalid('/due', 'Goes with `return` only')
    requireMove(actor, row, request)
    const at = now()
    const { action } = request
    const before = still(tx)
    const contents: Contents = restsOnSeals.includes(action) ? await requireSealed(before, row) : new Map()
    const file = await prepare({ tx, actor, row, request, at })
    // Where nothing was pinned before, a move may still write lines; whoever looks at them, looks afterwards.
    const on = restsOnSeals.includes(action) ? before : still(tx)
    const { moved, mayHaveGoneOn } = await carryOut(tx, actor, action, [file], at, { contents, on })
    return mayHaveGoneOn
      ? present(tx, actor, requireVisible(await find(tx, actor, row.id)))
      : present(on, actor, one(moved))
  }
  const moveOne = (actor: Actor, id: SubmissionId, request: TransitionRequest): Promise<Submission> =>
    db.transaction(async (tx) => moveIn(tx, actor, requireVisible(await lock(tx, actor, id)), request))

  type Many = { action: PlainAction; reason: string | null }
  /** Some of many in one transaction. What is refused by itself is left out of it. */
  const moveSome = (actor: Actor, items: readonly OnOne[], { action, reason }: Many) =>
    db.transaction(async (tx) => {
      const codes = new Map<SubmissionId, ProblemCode | null>()
      const ids = items.map(({ submissionId }) => submissionId)
      const rows = new Map((await lockMany(tx, actor, ids)).map((row) => [row.id, row]))
      const at = now()
      const { broken, contents } = restsOnSeals.includes(action)
        ? await lookAtSeals(tx, [...rows.values()])
        : { broken: new Map(), contents: new Map() }
      const ready: FileMove[] = []
      for (const { submissionId, version } of items) {
        const code = await refusalOf(async () => {
          const row = requireVisible(rows.get(submissionId))
          const request = { action, version, reason }
          requireMove(actor, row, request)
          if (broken.has(row.id)) throw new Problem('submission.seal-broken')
          ready.push(await prepare({ tx, actor, row, request, at }))
        })
        codes.set(submissionId, code)
      }
      await carryOut(tx, actor, action, ready, at, { contents, on: still(tx) })
      return codes
    })

  /** Makes the same move on many files, each done or refused for itself: one that cannot be moved holds up no other. */
  const moveMany = (actor: Actor, items: readonly OnOne[], asked: Many) =>
    eachOfMany(
      items,
      ({ submissionId }) => submissionId,
      (some) => moveSome(actor, some, asked),
    )

  return { move: moveOne, moveIn, moveMany }
}

/** With those that nobody had to look at before. */
async function allOf(tx: Tx, rows: readonly SubmissionRow[], read: Contents): Promise<Contents> {
  const others = rows.filter(({ id }) => !read.has(id))
  return others.length === 0 ? read : new Map([...read, ...(await contentsOf(tx, others))])
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
