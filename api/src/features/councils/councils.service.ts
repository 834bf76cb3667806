import {
  dayOf,
  type Council,
  type CouncilAssignment,
  type CouncilMemberDraft,
  type CouncilOrder,
  type CouncilStep,
  type PersonId,
  type SubmissionId,
} from '@thuoc/shared'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { together } from '../../platform/db/steady.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { find, lock, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import { listApprovals } from './approvals.repository.ts'
import { demand, managing, mayAssign, mayManage } from './councils.policy.ts'
import { presentCouncil } from './councils.present.ts'
import * as repository from './councils.repository.ts'
import { papersOf } from './papers.repository.ts'
import { councilLinesOf, standingOf } from './standing.ts'

export type CouncilsService = ReturnType<typeof createCouncilsService>

/** The council of a file as the actor sees it now. */
export async function present(db: Queryable, actor: Actor, row: SubmissionRow): Promise<Council> {
  const [standing, papers, approvals] = await Promise.all([
    standingOf(db, row),
    papersOf(db, row.id),
    listApprovals(db, row.id),
  ])
  return presentCouncil(actor, row, standing, { papers, approvals })
}

/** @throws Problem `council.none` */
export function requireCouncil<T>(found: T | undefined): T {
  if (found === undefined) throw new Problem('council.none')
  return found
}

/** The council: who is on it, whose lines are whose, and its own plan. */
export function createCouncilsService({ db, now }: { db: Db; now: () => Date }) {
  const get = (actor: Actor, id: SubmissionId): Promise<Council> =>
    together(db, async (on) => present(on, actor, requireVisible(await find(on, actor, id))))

  /** The newest council of the unit in another file; people who have left the unit are left out. */
  async function propose(actor: Actor, id: SubmissionId) {
    const row = requireVisible(await find(db, actor, id))
    if (!mayManage(actor, row)) throw new Problem('access.denied')
    const last = await repository.lastCouncil(db, row.unit.id, id)
    if (!last) return { schoolYear: null, members: [] }
    const stays = await staying(db, row, accounts(last.members))
    const members = last.members
      .filter(({ personId }) => personId === null || stays.has(personId))
      .map(({ personId, name, office, duty }) => ({ personId, name, office, duty }))
    return { schoolYear: last.schoolYear, members }
  }

  async function candidates(actor: Actor, id: SubmissionId, query: { q?: string | undefined }) {
    const row = requireVisible(await find(db, actor, id))
    if (!mayManage(actor, row)) throw new Problem('access.denied')
    return { items: await repository.listCandidates(db, row.unit.id, query) }
  }

  /** A further decision takes over what is assigned to those who stay. */
  const decide = (actor: Actor, id: SubmissionId, order: CouncilOrder): Promise<Council> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      demand(mayManage(actor, row), row)
      const at = now()
      if (order.signedOn > dayOf(at)) throw new Problem('council.in-the-future')
      const [before] = await repository.listDecisions(tx, id)
      requireVersion((await repository.findCouncil(tx, id))?.version ?? 0, order.version)
      if (before && !order.reason) throw new Problem('council.reason-required')
      const members = await named(tx, row, order.members)
      const { number, signedOn, signatory, office } = order
      const decision = {
        ...{ submissionId: id, sequence: (before?.sequence ?? 0) + 1, number, signedOn, signatory, office },
        reason: before ? order.reason : null,
        ...{ madeAt: at, madeBy: actor.name, madeById: actorId(actor), standsFor: standsForIn(actor, managing) },
      }
      await repository.insertDecision(tx, decision, members)
      await repository.dropAssignmentsOfOthers(tx, id, accounts(members))
      return present(tx, actor, row)
    })

  /** Lines that are not named keep whoever has them. */
  const assign = (
    actor: Actor,
    id: SubmissionId,
    { version, items }: { version: number; items: readonly CouncilAssignment[] },
  ): Promise<Council> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const members = accounts(await requirePlanning(tx, actor, row, version))
      const lines = new Set(councilLinesOf(await definitionOf(tx, row.set.id)).map(({ criterion }) => criterion.code))
      const unknown = items.filter(({ criterion }) => !lines.has(criterion))
      if (unknown.length > 0)
        throw new Problem('line.not-found', {
          errors: unknown.map(({ criterion }) => ({ path: criterion, message: 'line.not-found' })),
        })
      requireMembers(
        items.flatMap(({ personIds }) => personIds),
        members,
      )
      await repository.replaceAssignments(tx, actor, id, items, now())
      await repository.nextVersion(tx, id)
      return present(tx, actor, row)
    })

  const plan = (
    actor: Actor,
    id: SubmissionId,
    { version, steps }: { version: number; steps: CouncilStep[] },
  ): Promise<Council> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const members = await requirePlanning(tx, actor, row, version)
      requireMembers(
        steps.flatMap(({ responsible }) => responsible ?? []),
        members.map((member) => member.id),
      )
      await repository.nextVersion(tx, id, { steps })
      return present(tx, actor, row)
    })

  return { get, propose, candidates, decide, assign, plan }
}

const accounts = (members: readonly { personId: PersonId | null }[]): PersonId[] =>
  members.flatMap(({ personId }) => personId ?? [])

function requireVersion(standing: number, seen: number) {
  if (standing !== seen) throw new Problem('council.stale')
}

function requireMembers<Id extends string>(wanted: readonly Id[], members: readonly Id[]) {
  const strangers = wanted.filter((one) => !members.includes(one))
  if (strangers.length > 0)
    throw new Problem('council.person-unfit', {
      errors: strangers.map((path) => ({ path, message: 'council.person-unfit' })),
    })
}

/** @returns the members of the council that is planned for */
async function requirePlanning(tx: Tx, actor: Actor, row: SubmissionRow, version: number) {
  const [decision] = await repository.listDecisions(tx, row.id)
  demand(mayAssign(actor, row, decision) || (!decision && mayManage(actor, row)), row)
  const { members } = requireCouncil(decision)
  requireVersion(requireCouncil(await repository.findCouncil(tx, row.id)).version, version)
  return members
}

/** Which of these are people of the unit now, with the names of their accounts. */
async function staying(db: Queryable, row: SubmissionRow, only: readonly PersonId[]) {
  const those = await repository.listCandidates(db, row.unit.id, { only })
  return new Map(those.map(({ personId, fullName }) => [personId, fullName]))
}

/**
 * The members as they are written down: whoever has an account by the name of the account.
 * @throws Problem `council.officers-missing`, `council.person-unfit`
 */
async function named(tx: Tx, row: SubmissionRow, members: readonly CouncilMemberDraft[]) {
  for (const duty of ['chairperson', 'secretary'] as const)
    if (members.filter((one) => one.duty === duty && one.personId !== null).length !== 1)
      throw new Problem('council.officers-missing')
  const names = await staying(tx, row, accounts(members))
  requireMembers(accounts(members), [...names.keys()])
  return members.map((member) => ({
    ...member,
    name: (member.personId && names.get(member.personId)) ?? member.name,
  }))
}
