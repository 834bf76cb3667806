import { createHash } from 'node:crypto'
import {
  bulkReport,
  type BulkMove,
  type BulkReport,
  type Decision,
  type DecisionMark,
  type NewDecision,
  type NominationListId,
  type PersonId,
  type SubmissionId,
  type SubmissionsOnce,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import * as repository from './bulk-moves.repository.ts'

/** Each done or refused for itself: its code, or null where it was done. */
type MoveEach = (actor: Actor, items: SubmissionsOnce) => Promise<ReadonlyMap<SubmissionId, string | null>>
/** What became of each file: a code, or null where it was done. */
type Outcome = { codes: ReadonlyMap<SubmissionId, string | null>; decision: DecisionMark | null }

/** The services that make one move, or one move for all of a list; wired where the application is put together. */
export type BulkPorts = {
  db: Db
  check: MoveEach
  accept: MoveEach
  chooseScorers: (actor: Actor, items: SubmissionsOnce, personIds: readonly PersonId[]) => ReturnType<MoveEach>
  endObjectionTime: MoveEach
  refuse: (actor: Actor, items: SubmissionsOnce, reason: string) => ReturnType<MoveEach>
  /** All of the list or none. */
  publish: (actor: Actor, items: SubmissionsOnce) => Promise<unknown>
  recognise: (actor: Actor, order: NewDecision) => Promise<Decision>
  nominate: (
    actor: Actor,
    listId: NominationListId,
    submissionIds: SubmissionId[],
  ) => Promise<{ left: { submissionId: SubmissionId; code: string }[] }>
  now: () => Date
}

export type BulkMovesService = ReturnType<typeof createBulkMovesService>

/** `move(actor, call)`: one move on many files, each with a result of its own. */
export function createBulkMovesService(ports: BulkPorts) {
  const { db, now } = ports

  async function move(actor: Actor, call: BulkMove): Promise<BulkReport> {
    const hash = createHash('sha256').update(JSON.stringify(call)).digest('hex')
    const taken = await repository.takeKey(db, actor, call.key, hash, now())
    if (taken.kind === 'answered') return z.decode(bulkReport, bulkReport.parse(taken.reply))
    if (taken.kind === 'used') throw new Problem('bulk-move.key-used')
    try {
      const report = await reportOf(actor, call, await run(actor, call))
      await repository.keepReply(db, actor, call.key, z.encode(bulkReport, report))
      return report
    } catch (error) {
      await repository.freeKey(db, actor, call.key)
      throw error
    }
  }

  /** By the action; how the moves themselves are made, their own features know. */
  async function run(actor: Actor, call: BulkMove): Promise<Outcome> {
    const { items } = call
    switch (call.action) {
      case 'check':
        return { codes: await ports.check(actor, items), decision: null }
      case 'choose-scorers':
        return { codes: await ports.chooseScorers(actor, items, call.personIds), decision: null }
      case 'accept':
        return { codes: await ports.accept(actor, items), decision: null }
      case 'end-objection-time':
        return { codes: await ports.endObjectionTime(actor, items), decision: null }
      case 'refuse':
        return { codes: await ports.refuse(actor, items, call.reason), decision: null }
      case 'publish': {
        const { codes } = await allThatCan(items, (ready) => ports.publish(actor, ready))
        return { codes, decision: null }
      }
      case 'recognise': {
        const { codes, made } = await allThatCan(items, (ready) =>
          ports.recognise(actor, { ...call.decision, items: ready }),
        )
        const { id, kind, number, signedOn } = made ?? {}
        const decision = id && kind && number && signedOn ? { id, kind, number, signedOn } : null
        return { codes, decision }
      }
      case 'nominate': {
        const { codes } = await allThatCan(
          items,
          async (ready) => {
            const ids = ready.map(({ submissionId }) => submissionId)
            const { left } = await ports.nominate(actor, call.listId, ids)
            return left
          },
          (left) => left.map(({ submissionId, code }) => [submissionId, code]),
        )
        return { codes, decision: null }
      }
    }
  }

  async function reportOf(
    actor: Actor,
    { action, items }: BulkMove,
    { codes, decision }: Outcome,
  ): Promise<BulkReport> {
    const units = await repository.unitsOf(
      db,
      actor,
      items.map(({ submissionId }) => submissionId),
    )
    const results = items.map(({ submissionId }) => ({
      submissionId,
      unit: units.get(submissionId) ?? null,
      code: codes.get(submissionId) ?? null,
    }))
    return { action, done: results.filter(({ code }) => code === null).length, results, decision }
  }

  return { move }
}

/**
 * What is done for a list as a whole, such as one decision: those that are refused by name are left out, and the rest
 * tried again. A refusal that names no file of the list is one of the whole call.
 */
async function allThatCan<T>(
  items: SubmissionsOnce,
  work: (ready: SubmissionsOnce) => Promise<T>,
  left: (made: T) => (readonly [SubmissionId, string])[] = () => [],
): Promise<{ codes: Map<SubmissionId, string | null>; made: T | null }> {
  const codes = new Map<SubmissionId, string | null>()
  for (let ready = items; ready.length > 0;) {
    try {
      const made = await work(ready)
      for (const { submissionId } of ready) codes.set(submissionId, null)
      for (const [id, code] of left(made)) codes.set(id, code)
      return { codes, made }
    } catch (error) {
      const refused = error instanceof Problem ? (error.more.errors ?? []) : []
      const rest = ready.filter(({ submissionId }) => !refused.some(({ path }) => path === submissionId))
      if (rest.length === ready.length) throw error
      for (const { submissionId } of ready) {
        const named = refused.find(({ path }) => path === submissionId)
        if (named) codes.set(submissionId, named.message)
      }
      ready = rest
    }
  }
  return { codes, made: null }
}
