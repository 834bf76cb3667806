import type { Attachment, CampaignId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf, presentAttachment } from '../catalogues/index.ts'
import { requireRunning } from './campaigns.policy.ts'
import * as campaigns from './campaigns.repository.ts'
import { requirePlan } from './milestones.policy.ts'
import { partIn, requireFound } from './milestones.service.ts'
import * as repository from './plans.repository.ts'
import { findVisible } from './plans.service.ts'

export type PlanFiles = ReturnType<typeof createPlanFiles>

/** The signed plan as a file: the province’s with the campaign, a managing body’s with its own plan. */
export function createPlanFiles({ db, files, now }: { db: Db; files: Files; now: () => Date }) {
  /** Asked before the body of an upload is read. @returns the body whose plan it is; null: the province’s */
  async function requireAddable(source: Queryable, actor: Actor, id: CampaignId): Promise<UnitId | null> {
    const campaign = requireFound(await campaigns.find(source, actor, id))
    const body = requirePlan(actor, await partIn(source, actor, campaign))
    requireRunning(campaign)
    if (body !== null && !(await repository.findPlan(source, id, body))?.plan)
      throw new Problem('campaign-plan.not-found')
    return body
  }

  /** A newer file takes the place of the older one, which stays in the record by its name. */
  const add = (actor: Actor, id: CampaignId, upload: Upload<unknown>): Promise<Attachment> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      const body = await requireAddable(tx, actor, id)
      const at = now()
      if (body === null) await repository.setPlanFile(tx, id, attachment.id)
      else {
        const plan = await repository.lockPlan(tx, id, body)
        if (!plan) throw new Problem('campaign-plan.not-found')
        await repository.updatePlan(tx, actor, plan.id, { attachmentId: attachment.id }, at)
      }
      await campaigns.addEvent(tx, actor, {
        campaignId: id,
        unitId: body,
        action: 'plan-file-added',
        changes: { file: [null, attachment.name] },
        at,
      })
      return presentAttachment(attachment)
    })

  /** What a download sends. @throws Problem `attachment.not-found` */
  async function download(actor: Actor, id: CampaignId, unitId: UnitId): Promise<Download> {
    const campaign = requireFound(await campaigns.find(db, actor, id))
    if (campaign.provinceUnitId === unitId) return downloadOf(await repository.findPlanFile(db, id))
    const { file } = await findVisible(db, actor, id, unitId)
    return downloadOf(file ?? undefined)
  }

  return { requireAddable: (actor: Actor, id: CampaignId) => requireAddable(db, actor, id), add, download }
}
