import {
  dayOf,
  fulfilmentOf,
  sectionsOf,
  type Delivery,
  type DeliveryContent,
  type DeliveryFilter,
  type DeliveryKey,
  type DeliverySummary,
  type Page,
  type ResponsiblePersons,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf, presentAttachment } from '../catalogues/index.ts'
import type { Prefill, Prepared } from './content.ts'
import { isOwner, requirePreparable, requireVisible } from './deliverables.policy.ts'
import { presentEvent, presentRound, presentSummary } from './deliverables.present.ts'
import * as repository from './deliverables.repository.ts'
import * as duties from './duties.repository.ts'
import { createMoves } from './moves.service.ts'
import type { DeliverablePorts } from './ports.ts'
import { outlineOf } from './prefill.repository.ts'
import { prefillOf } from './prefill.service.ts'
import { listRemindersOf } from './reminders.repository.ts'

export type DeliverablesService = ReturnType<typeof createDeliverablesService>
/** More than this is no product of one task. */
const mostFiles = 20

/** What units hand in for the milestones of a plan, from the first draft to being accepted. */
export function createDeliverablesService(ports: DeliverablePorts & { files: Files }) {
  const { db, files, now } = ports

  async function list(actor: Actor, query: DeliveryFilter & PageRequest): Promise<Page<DeliverySummary>> {
    const { limit = defaultLimit, cursor } = query
    const after = decodeCursor(cursor, duties.dutyKey)
    const rows = await duties.list(db, actor, query, { now: now(), after, limit })
    return toPage(rows, query, duties.orderOf, (row) => presentSummary(actor, row))
  }

  async function get(actor: Actor, key: DeliveryKey): Promise<Delivery> {
    return present(db, actor, requireVisible(await duties.find(db, actor, key, now())))
  }

  /** A thing already found, as the contract shows it; the draft is for the unit itself. */
  async function present(source: Queryable, actor: Actor, row: duties.DutyRow): Promise<Delivery> {
    const own = isOwner(actor, row)
    const { content, sections, prefill, persons } = await prepared(source, row)
    const { deliveryId } = row
    const events = await repository.listEvents(source, deliveryId)
    return {
      ...presentSummary(actor, row),
      outline: own ? sections.map((place) => ({ ...place, prefill: prefill[place.code] ?? '' })) : [],
      prefilledAt: now().toISOString(),
      draft: own ? content : null,
      files: own ? (await repository.draftFiles(source, deliveryId)).map(presentAttachment) : [],
      persons: own ? persons : null,
      rounds: (await repository.listRounds(source, deliveryId)).map(presentRound(events)),
      events: events.map(presentEvent),
      reminders: await listRemindersOf(source, row),
    }
  }

  /** What the unit has prepared, with what the system knows beside it. */
  async function prepared(source: Queryable, row: duties.DutyRow): Promise<Prepared> {
    const { kind, unitId, deliveryId, campaignId } = row
    const asks = fulfilmentOf[kind]
    const outline = asks === 'outline' ? await outlineOf(source, campaignId) : []
    const prefill: Prefill = asks === 'outline' ? await prefillOf(source, row, outline, ports.trainingOf) : {}
    return {
      ...{ kind, prefill },
      sections: asks === 'outline' ? sectionsOf(kind, outline) : [],
      content: await repository.draftOf(source, deliveryId),
      files: (await repository.draftFiles(source, deliveryId)).length,
      persons: asks === 'persons' ? named(await ports.personsOf(source, unitId)) : null,
      today: dayOf(now()),
    }
  }

  const saveDraft = (
    actor: Actor,
    key: DeliveryKey,
    { version, content }: { version: number; content: DeliveryContent },
  ): Promise<Delivery> =>
    db.transaction(async (tx) => {
      requirePreparable(actor, requireVisible(await duties.find(tx, actor, key, now())))
      const held = await repository.lockOrBegin(tx, key)
      requirePreparable(actor, requireVisible(await duties.find(tx, actor, key, now())))
      if (held.version !== version) throw new Problem('delivery.stale')
      await repository.saveDraft(tx, held.id, content)
      return present(tx, actor, requireVisible(await duties.find(tx, actor, key, now())))
    })

  /** Asked before the body of an upload is read. */
  async function requireAddable(actor: Actor, key: DeliveryKey) {
    requirePreparable(actor, requireVisible(await duties.find(db, actor, key, now())))
  }

  const addFile = (actor: Actor, key: DeliveryKey, upload: Upload<unknown>): Promise<Delivery> =>
    attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      const { id } = await repository.lockOrBegin(tx, key)
      const row = requireVisible(await duties.find(tx, actor, key, now()))
      requirePreparable(actor, row)
      if ((await repository.draftFiles(tx, id)).length >= mostFiles) throw new Problem('delivery.too-many-files')
      await repository.addFile(tx, id, attachment.id)
      return present(tx, actor, row)
    })

  const removeFile = (actor: Actor, key: DeliveryKey, attachmentId: string): Promise<Delivery> =>
    db.transaction(async (tx) => {
      requirePreparable(actor, requireVisible(await duties.find(tx, actor, key, now())))
      const { id } = await repository.lockOrBegin(tx, key)
      const row = requireVisible(await duties.find(tx, actor, key, now()))
      requirePreparable(actor, row)
      if (!(await repository.removeFile(tx, id, attachmentId, now()))) throw new Problem('attachment.not-found')
      return present(tx, actor, row)
    })

  /** A file of what was handed in, or of the own draft. */
  async function download(actor: Actor, key: DeliveryKey, attachmentId: string): Promise<Download> {
    const row = requireVisible(await duties.find(db, actor, key, now()))
    const handed = (await repository.listRounds(db, row.deliveryId)).flatMap((round) => round.files)
    const own = isOwner(actor, row) ? await repository.draftFiles(db, row.deliveryId) : []
    return downloadOf([...handed, ...own].find(({ id }) => id === attachmentId))
  }

  const moves = createMoves({ ...ports, present, prepared })
  return { list, get, saveDraft, requireAddable, addFile, removeFile, download, ...moves }
}

/** Of people only what a register names: how to reach them stays with the unit. */
const named = ({ leader, contact }: ResponsiblePersons): ResponsiblePersons => ({
  leader: leader && { fullName: leader.fullName, office: leader.office },
  contact: contact && { fullName: contact.fullName, office: contact.office },
})
