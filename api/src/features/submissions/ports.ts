import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { Owner, Owners } from '../evidence/index.ts'
import { isScorer, mayScore, requireEditable, requireVisible } from './submissions.policy.ts'
import { findByCampaignUnit, lockByCampaignUnit, type SubmissionRow } from './submissions.repository.ts'

// What earlier features ask of files; wired where the application is put together.

const ownerOf = (actor: Actor, row: SubmissionRow): Owner => ({
  unitId: row.unit.id,
  schoolYear: row.campaign.schoolYear,
  indicatorSetId: row.set.id,
  mayEdit: mayScore(actor, row),
})

function requireOwner(actor: Actor, found: SubmissionRow | undefined): Owner {
  const row = requireVisible(found)
  if (!isScorer(actor, row)) throw new Problem('access.denied')
  requireEditable(row)
  return ownerOf(actor, row)
}

/** Whose evidence it is, and whether it may change: as long as the school may change its answers. */
export const evidenceOwners: Owners = {
  find: async (db, actor, id) => ownerOf(actor, requireVisible(await findByCampaignUnit(db, actor, id))),
  requireEditable: async (db, actor, id) => requireOwner(actor, await findByCampaignUnit(db, actor, id)),
  lockEditable: async (tx, actor, id) => requireOwner(actor, await lockByCampaignUnit(tx, actor, id)),
}
