import type { AssessmentTeamId, CampaignUnitId, VisitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { teamEvents } from './teams.tables.ts'

type Told = {
  teamId: AssessmentTeamId
  action: (typeof teamEvents.$inferInsert)['action']
  campaignUnitId?: CampaignUnitId
  visitId?: VisitId
  changes?: Record<string, [string | null, string | null]>
  reason?: string
}

/** Writes down what became of a team. */
export async function addEvents(tx: Tx, actor: Actor, told: readonly Told[], at: Date) {
  if (told.length === 0) return
  await tx
    .insert(teamEvents)
    .values(told.map((one) => ({ ...one, at, actorId: actorId(actor), actorName: actor.name })))
}
