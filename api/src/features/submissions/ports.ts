import type { EvidenceRequestId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import type { Owner, Owners, Wanted } from '../evidence/index.ts'
import { isScorer, mayScore, requireEditable, requireRunning, requireVisible } from './submissions.policy.ts'
import { findByCampaignUnit, lockByCampaignUnit, type SubmissionRow } from './submissions.repository.ts'

// What earlier features ask of files; wired where the application is put together.

/** The request of the external team that lets a school add evidence to a criterion of a file it has sent; or null. */
export type TakingRequest = (
  db: Queryable,
  row: SubmissionRow,
  wanted: { criterion: string | null; now: Date },
) => Promise<EvidenceRequestId | null>
export const noRequests: TakingRequest = async () => null

const ownerOf = (actor: Actor, row: SubmissionRow): Owner => ({
  unitId: row.unit.id,
  schoolYear: row.campaign.schoolYear,
  indicatorSetId: row.set.id,
  mayEdit: mayScore(actor, row),
  requestId: null,
})

type Ports = { takingRequest: TakingRequest; now: () => Date }

/**
 * Whose evidence it is, and whether it may change: as long as the school may change its answers; afterwards only by
 * adding, to a criterion for which the external team asks.
 */
export function evidenceOwners({ takingRequest, now }: Ports): Owners {
  async function requireOwner(db: Queryable, actor: Actor, found: SubmissionRow | undefined, wanted?: Wanted) {
    const row = requireVisible(found)
    if (!isScorer(actor, row)) throw new Problem('access.denied')
    const requestId = wanted ? await takingRequest(db, row, { ...wanted, now: now() }) : null
    if (requestId === null) requireEditable(row)
    else requireRunning(row)
    return { ...ownerOf(actor, row), requestId }
  }
  return {
    find: async (db, actor, id) => ownerOf(actor, requireVisible(await findByCampaignUnit(db, actor, id))),
    requireEditable: async (db, actor, id, wanted) =>
      requireOwner(db, actor, await findByCampaignUnit(db, actor, id), wanted),
    lockEditable: async (tx, actor, id, wanted) =>
      requireOwner(tx, actor, await lockByCampaignUnit(tx, actor, id), wanted),
  }
}
