import { deadlinesOf, type NewCampaign, type SetMark } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { canSeeSet, definitionOf, findSet } from '../catalogues/index.ts'
import { listSubtree } from '../org/index.ts'
import {
  participantsOf,
  setsByType,
  type ChosenSet,
  type Participant,
  type Province,
  type SetByType,
} from './participants.ts'

/** The province of the actor with all its units, as it stands now. */
export async function loadProvince(db: Queryable, actor: Actor): Promise<Province> {
  const units = await listSubtree(db, actor.unitPath)
  return { path: actor.unitPath, byId: new Map(units.map((unit) => [unit.id, unit])) }
}

/** Published sets that the actor may use, in the order of the plan. */
async function loadSets(db: Queryable, actor: Actor, sets: NewCampaign['sets']): Promise<ChosenSet[]> {
  const chosen: ChosenSet[] = []
  for (const [at, { indicatorSetId, targetLevel }] of sets.entries()) {
    const row = await findSet(db, indicatorSetId)
    const errors = [{ path: `/sets/${at}/indicatorSetId`, message: indicatorSetId }]
    if (!row || !canSeeSet(actor, row)) throw new Problem('indicator-set.not-found', { errors })
    if (row.status !== 'published') throw new Problem('indicator-set.not-published', { errors })
    const { id, code, version, title, sample, verifiedOn } = row
    const mark: SetMark = { id, code, version, title, sample, verified: verifiedOn !== null }
    chosen.push({ mark, appliesTo: (await definitionOf(db, id)).appliesTo, targetLevel })
  }
  return chosen
}

export function requireDatesInOrder(dates: Pick<NewCampaign, 'selfAssessmentDue' | 'externalAssessmentDue'>) {
  if (dates.selfAssessmentDue > dates.externalAssessmentDue)
    throw new Problem('campaign.dates-out-of-order', {
      errors: [{ path: '/externalAssessmentDue', message: dates.externalAssessmentDue }],
    })
}

/** The two days of the campaign where its milestones say them. */
function saidBy({ milestones }: NewCampaign) {
  const { selfAssessmentDue, externalAssessmentDue } = deadlinesOf(milestones)
  return {
    ...(selfAssessmentDue !== null && { selfAssessmentDue }),
    ...(externalAssessmentDue !== null && { externalAssessmentDue }),
  }
}

/** What a plan comes to with the units of now. @throws Problem as `previewCampaign` says */
export async function resolve(
  db: Queryable,
  actor: Actor,
  plan: NewCampaign,
): Promise<{ province: Province; sets: SetByType; participants: Participant[] }> {
  requireDatesInOrder({ ...plan, ...saidBy(plan) })
  const sets = setsByType(plan.sets, await loadSets(db, actor, plan.sets))
  const province = await loadProvince(db, actor)
  return { province, sets, participants: participantsOf(plan, province, sets) }
}
