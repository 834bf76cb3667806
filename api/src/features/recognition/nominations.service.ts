import type {
  CampaignId,
  NominationFields,
  NominationList,
  NominationListId,
  NominationListSummary,
  NominationStatus,
  Page,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { one, type Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findCampaign } from '../campaigns/index.ts'
import { findUnits } from '../org/index.ts'
import { createAddNominations } from './nomination-items.service.ts'
import { createProposals } from './nomination-moves.service.ts'
import { actionsFor, requireDo, requireSeen } from './nominations.policy.ts'
import type { NominationPorts, ReadList } from './nominations.ports.ts'
import * as nominated from './nomination-items.repository.ts'
import * as repository from './nominations.repository.ts'
import { readinessOf } from './readiness.service.ts'

export type NominationsService = ReturnType<typeof createNominationsService>
const listKey = z.tuple([z.iso.datetime(), z.uuid()])

/** Nomination lists: put together, proposed, sent back, given up. Decisions settle what stands on them. */
export function createNominationsService({ db, now }: NominationPorts) {
  const read: ReadList = async (source, actor, id) => {
    const row = requireSeen(await repository.find(source, actor, id))
    const items = await nominated.itemsOf(source, actor, id)
    const readiness = await readinessOf(source, items, id)
    return {
      ...presentList(row),
      items: items.map(({ campaignUnitId: _, indicatorSetId: __, ...item }) => {
        const { level = null, levelName = null, codes = [] } = readiness.get(item.submissionId) ?? {}
        // What is decided stands in the decision; nothing is held against it any more.
        return { ...item, level, levelName, readiness: item.state === 'open' ? codes : [] }
      }),
      events: (await repository.eventsOf(source, id)).map(({ action, at, actorName, standsFor, reason }) => ({
        action,
        at: at.toISOString(),
        by: actorName,
        standsFor,
        reason,
      })),
      actions: actionsFor(actor, row),
    }
  }

  async function list(
    actor: Actor,
    query: PageRequest & { campaignId?: CampaignId | undefined; status?: NominationStatus | undefined },
  ): Promise<Page<NominationListSummary>> {
    const after = decodeCursor(query.cursor, listKey)
    const rows = await repository.list(db, actor, query, { after, limit: query.limit ?? defaultLimit })
    return toPage(rows, query, (row) => [row.createdAt.toISOString(), row.id], presentList)
  }

  /** Begins a list of the actor's unit. */
  function create(actor: Actor, fields: NominationFields & { campaignId: CampaignId }): Promise<NominationList> {
    return db.transaction(async (tx) => {
      if (!(await findCampaign(tx, actor, fields.campaignId))) throw new Problem('campaign.not-found')
      const at = now()
      const body = one(await findUnits(tx, [actor.unitId]))
      const listId = await repository.insertList(tx, actor, body, fields, at)
      await repository.addEvent(tx, actor, { listId, action: 'create', reason: null, at })
      return read(tx, actor, listId)
    })
  }

  /** Changes name, number and date. */
  function change(
    actor: Actor,
    id: NominationListId,
    { version, ...fields }: NominationFields & { version: number },
  ): Promise<NominationList> {
    return moving(actor, id, 'change', version, (tx, at) => repository.updateList(tx, id, fields, at))
  }

  /** Gives a list up; its units are free for another. */
  function discard(actor: Actor, id: NominationListId, { version }: { version: number }): Promise<NominationList> {
    return moving(actor, id, 'discard', version, async (tx, at) => {
      const items = await nominated.itemsOf(tx, actor, id)
      const ids = items.map(({ submissionId }) => submissionId)
      await nominated.settleItems(tx, id, ids, 'taken-off')
      await repository.updateList(tx, id, { status: 'discarded' }, at)
      await repository.addEvent(tx, actor, { listId: id, action: 'discard', reason: null, at })
    })
  }

  function moving(
    actor: Actor,
    id: NominationListId,
    action: 'change' | 'discard',
    version: number,
    work: (tx: Tx, at: Date) => Promise<void>,
  ): Promise<NominationList> {
    return db.transaction(async (tx) => {
      requireDo(actor, requireSeen(await repository.lockList(tx, actor, id)), action, version)
      await work(tx, now())
      return read(tx, actor, id)
    })
  }

  return {
    list,
    get: (actor: Actor, id: NominationListId) => read(db, actor, id),
    create,
    change,
    discard,
    ...createAddNominations({ db, read, now }),
    ...createProposals({ db, read, now }),
  }
}

const presentList = (row: repository.NominationListRow): NominationListSummary => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
})
