import type { Campaign, CampaignId, CampaignLeft, DutiesLeft, FilesLeft, NoticeKind, NoticeValues } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { notify } from '../notices/index.ts'
import { listConcerned } from './campaign-units.repository.ts'
import { requirePlannerOf, requireRunning } from './campaigns.policy.ts'
import * as repository from './campaigns.repository.ts'
import { requireFound } from './milestones.service.ts'

export type ClosingService = ReturnType<typeof createClosingService>

/** What the end of a campaign needs of the features that come after it. */
export type ClosingPorts = {
  filesLeft: (db: Queryable, id: CampaignId) => Promise<FilesLeft>
  dutiesLeft: (db: Queryable, id: CampaignId, now: Date) => Promise<DutiesLeft>
  get: (actor: Actor, id: CampaignId) => Promise<Campaign>
  now: () => Date
}

/**
 * The end of a campaign: nothing is asked or taken any more, what was sent is still decided, and what was late stays as
 * late as it was then. Files on their way do not hold it up; they are named in figures first.
 */
export function createClosingService({ db, now, get, filesLeft, dutiesLeft }: { db: Db } & ClosingPorts) {
  async function left(actor: Actor, id: CampaignId): Promise<CampaignLeft> {
    const campaign = requireFound(await repository.find(db, actor, id))
    requirePlannerOf(actor, campaign)
    const at = campaign.closedAt ?? now()
    return { files: await filesLeft(db, id), duties: await dutiesLeft(db, id, at), version: campaign.version }
  }

  async function close(actor: Actor, id: CampaignId, { version, note }: { version: number; note: string }) {
    await db.transaction(async (tx) => {
      const campaign = requireFound(await repository.lock(tx, actor, id))
      requirePlannerOf(actor, campaign)
      requireRunning(campaign)
      if (campaign.version !== version) throw new Problem('campaign.stale')
      const at = now()
      const [files, duties] = [await filesLeft(tx, id), await dutiesLeft(tx, id, at)]
      await repository.setClosing(tx, id, { at, by: actor.name, note })
      await repository.addEvent(tx, actor, {
        campaignId: id,
        action: 'closed',
        changes: {
          ...(note !== '' && { note: [null, note] satisfies [null, string] }),
          unfinishedFiles: [null, String(files.untouched + files.withSchools + files.withBodies)],
          missingDuties: [null, String(duties.missing)],
        },
        at,
      })
      await tell(tx, actor, 'campaign-closed', { campaignId: id, title: campaign.title, note }, at)
    })
    return get(actor, id)
  }

  async function reopen(actor: Actor, id: CampaignId, { version, reason }: { version: number; reason: string }) {
    await db.transaction(async (tx) => {
      const campaign = requireFound(await repository.lock(tx, actor, id))
      requirePlannerOf(actor, campaign)
      if (campaign.closedAt === null) throw new Problem('campaign.not-closed')
      if (campaign.version !== version) throw new Problem('campaign.stale')
      await repository.setClosing(tx, id, null)
      const changes = { reason: [null, reason] satisfies [null, string] }
      const at = now()
      await repository.addEvent(tx, actor, { campaignId: id, action: 'reopened', changes, at })
      await tell(tx, actor, 'campaign-reopened', { campaignId: id, title: campaign.title, note: reason }, at)
    })
    return get(actor, id)
  }

  return { left, close, reopen }
}

/** Whoever works on the plan in a unit it concerns learns that nothing is asked any more, or that it is asked again. */
async function tell(
  tx: Tx,
  actor: Actor,
  kind: NoticeKind,
  values: NoticeValues & { campaignId: CampaignId },
  at: Date,
) {
  const told = (await listConcerned(tx, values.campaignId)).map((unitId) => ({ unitId, kind, values }))
  await notify(tx, told, { to: 'deliverable.prepare', by: actor.name, at })
}
