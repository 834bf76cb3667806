import type { CampaignId, MilestoneExtension, MilestoneId, NewExtension, Page } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { standsIn } from '../../platform/db/tree.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { notify } from '../notices/index.ts'
import { requireRunning } from './campaigns.policy.ts'
import * as campaigns from './campaigns.repository.ts'
import * as repository from './extensions.repository.ts'
import { requireMilestone } from './milestones.policy.ts'
import { laterThan, lockFor, requireFound } from './milestones.service.ts'

export type ExtensionsService = ReturnType<typeof createExtensionsService>

/** More time for one unit: the province may always give it, a managing body up to the day of the province’s plan. */
export function createExtensionsService({ db, now }: { db: Db; now: () => Date }) {
  const extend = (actor: Actor, id: MilestoneId, request: NewExtension): Promise<MilestoneExtension> =>
    db.transaction(async (tx) => {
      const { row, part, campaign } = await lockFor(tx, actor, id)
      requireMilestone(actor, part, row, 'extend')
      requireRunning(campaign)
      const at = now()
      const duty = await repository.findDuty(tx, id, request.unitId)
      const sees = duty && [duty.unitPath, duty.receiverPath].some((path) => standsIn(path, actor.unitId))
      if (!sees) throw new Problem('unit.not-found')
      if (part === 'body' && duty.bodyUnitId !== actor.unitId) throw new Problem('access.denied')
      const usual = duty.bodyDueOn ?? duty.plannedDueOn
      if (usual === null || request.dueOn <= usual)
        throw new Problem('milestone.not-more-time', { errors: [{ path: '/dueOn', message: usual ?? '' }] })
      if (part === 'body' && row.bodyUnitId === null && row.dueOn !== null && request.dueOn > row.dueOn)
        throw laterThan(row.dueOn)
      const extensionId = await repository.insertExtension(tx, actor, id, request, at)
      await campaigns.addEvent(tx, actor, {
        campaignId: row.campaignId,
        unitId: request.unitId,
        action: 'extended',
        changes: {
          code: [row.code, row.code],
          dueOn: [duty.effectiveDueOn, request.dueOn],
          reason: [null, request.reason],
        },
        at,
      })
      const values = {
        campaignId: row.campaignId,
        code: row.code,
        task: row.task,
        due: request.dueOn,
        note: request.reason,
      }
      const told = [{ unitId: request.unitId, kind: 'extension-granted' as const, values }]
      await notify(tx, told, { to: 'deliverable.prepare', by: actor.name, at })
      return present(await repository.findExtension(tx, extensionId))
    })

  type Query = PageRequest & repository.ExtensionFilters
  async function list(actor: Actor, id: CampaignId, query: Query): Promise<Page<MilestoneExtension>> {
    requireFound(await campaigns.find(db, actor, id))
    const after = decodeCursor(query.cursor, z.uuid())
    const rows = await repository.listExtensions(db, actor, id, query, after, query.limit ?? defaultLimit)
    return toPage(rows, query, (row) => row.id, present)
  }

  return { extend, list }
}

const present = ({ grantedAt, ...row }: repository.ExtensionRow): MilestoneExtension => ({
  ...row,
  grantedAt: grantedAt.toISOString(),
})
