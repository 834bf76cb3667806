import {
  deliveryContent,
  emptyContent,
  type CampaignId,
  type DeliverableKind,
  type DeliveryAction,
  type DeliveryContent,
  type DeliveryKey,
  type DeliveryRound,
  type DeliveryStatus,
  type MilestoneId,
  type UnitId,
} from '@thuoc/shared'
import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { actorId, type Actor } from '../../platform/actor.ts'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { attachments, type AttachmentRow } from '../catalogues/index.ts'
import { signsFor } from './deliverables.policy.ts'
import { deliveries, deliveryEvents, deliveryFiles, deliveryRoundFiles, deliveryRounds } from './deliverables.tables.ts'

export type DeliveryRow = typeof deliveries.$inferSelect

/** Makes the row of a thing that is begun, where there is none, and holds it until the transaction ends. */
export async function lockOrBegin(tx: Tx, { milestoneId, unitId, kind }: DeliveryKey): Promise<DeliveryRow> {
  await tx.insert(deliveries).values({ milestoneId, unitId, kind, version: 0 }).onConflictDoNothing()
  const rows = await tx
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.milestoneId, milestoneId), eq(deliveries.unitId, unitId), eq(deliveries.kind, kind)))
    .for('update')
  return one(rows)
}

/** The draft of a thing that has been begun; the empty one otherwise. */
export async function draftOf(db: Queryable, deliveryId: string | null): Promise<DeliveryContent> {
  if (deliveryId === null) return emptyContent
  const [row] = await db.select({ draft: deliveries.draft }).from(deliveries).where(eq(deliveries.id, deliveryId))
  return contentOf(row?.draft)
}

/** A draft as it was kept, with what has been added to its shape since. */
export const contentOf = (draft: Partial<DeliveryContent> = {}): DeliveryContent =>
  deliveryContent.parse({ ...emptyContent, ...draft })

export async function saveDraft(tx: Tx, id: string, draft: DeliveryContent) {
  await tx
    .update(deliveries)
    .set({ draft, version: sql`${deliveries.version} + 1` })
    .where(eq(deliveries.id, id))
}

/** Files that stand with the draft, the oldest first. */
export async function draftFiles(db: Queryable, deliveryId: string | null): Promise<AttachmentRow[]> {
  if (deliveryId === null) return []
  const rows = await db
    .select({ file: attachments })
    .from(deliveryFiles)
    .innerJoin(attachments, eq(attachments.id, deliveryFiles.attachmentId))
    .where(and(eq(deliveryFiles.deliveryId, deliveryId), isNull(deliveryFiles.removedAt)))
    .orderBy(asc(attachments.id))
  return rows.map(({ file }) => file)
}

export async function addFile(tx: Tx, deliveryId: string, attachmentId: string) {
  await tx.insert(deliveryFiles).values({ deliveryId, attachmentId })
}

/** @returns whether it stood there */
export async function removeFile(tx: Tx, deliveryId: string, attachmentId: string, at: Date): Promise<boolean> {
  const removed = await tx
    .update(deliveryFiles)
    .set({ removedAt: at })
    .where(
      and(
        eq(deliveryFiles.deliveryId, deliveryId),
        eq(deliveryFiles.attachmentId, attachmentId),
        isNull(deliveryFiles.removedAt),
      ),
    )
    .returning({ id: deliveryFiles.attachmentId })
  return removed.length > 0
}

/** Every round with its files, the newest first. */
export async function listRounds(db: Queryable, deliveryId: string | null) {
  if (deliveryId === null) return []
  const rounds = await db
    .select()
    .from(deliveryRounds)
    .where(eq(deliveryRounds.deliveryId, deliveryId))
    .orderBy(desc(deliveryRounds.round))
  const files = await db
    .select({ round: deliveryRoundFiles.round, file: attachments })
    .from(deliveryRoundFiles)
    .innerJoin(attachments, eq(attachments.id, deliveryRoundFiles.attachmentId))
    .where(eq(deliveryRoundFiles.deliveryId, deliveryId))
    .orderBy(asc(attachments.id))
  return rounds.map((round) => ({
    ...round,
    files: files.filter((one) => one.round === round.round).map(({ file }) => file),
  }))
}
export type RoundRow = Awaited<ReturnType<typeof listRounds>>[number]

/** Every move, the newest first. */
export async function listEvents(db: Queryable, deliveryId: string | null) {
  if (deliveryId === null) return []
  return db
    .select()
    .from(deliveryEvents)
    .where(eq(deliveryEvents.deliveryId, deliveryId))
    .orderBy(desc(deliveryEvents.at), desc(deliveryEvents.id))
}
export type EventRow = Awaited<ReturnType<typeof listEvents>>[number]

export type Handed = { content: DeliveryRound['content']; files: readonly AttachmentRow[]; dueOn: string | null }

/** Keeps what is handed in as the next round. */
export async function insertRound(tx: Tx, actor: Actor, row: DeliveryRow, { content, files, dueOn }: Handed, at: Date) {
  const round = row.round + 1
  const by = { handedInAt: at, handedInBy: actor.name, handedInById: actorId(actor) }
  await tx.insert(deliveryRounds).values({ deliveryId: row.id, round, content, dueOn, ...by })
  if (files.length > 0)
    await tx.insert(deliveryRoundFiles).values(files.map(({ id }) => ({ deliveryId: row.id, round, attachmentId: id })))
  await tx
    .update(deliveries)
    .set({ round, handedInAt: at, firstHandedInAt: row.firstHandedInAt ?? at })
    .where(eq(deliveries.id, row.id))
}

type Move = {
  action: DeliveryAction
  from: DeliveryStatus
  to: DeliveryStatus
  round: number
  reason: string | null
  due: string | null
  unitName: string
  at: Date
}

/** Moves a delivery and writes down who did it, when and why. A return's day stands until the next return. */
export async function move(tx: Tx, actor: Actor, id: string, { unitName, at, ...given }: Move) {
  const { action, from, to, round, reason, due } = given
  await tx
    .update(deliveries)
    .set({
      status: to,
      version: sql`${deliveries.version} + 1`,
      ...(action === 'return' && { returnDue: due }),
    })
    .where(eq(deliveries.id, id))
  const what = { deliveryId: id, action, fromStatus: from, toStatus: to, round, reason, due }
  const by = { actorId: actorId(actor), actorName: actor.name, standsFor: signsFor(actor, action), unitName }
  await tx.insert(deliveryEvents).values({ ...what, at, ...by })
}

/** What something may have been handed in for: a milestone or some of its kinds, or anything of a unit in a campaign. */
type HandedIn =
  { milestoneId: MilestoneId; kinds?: readonly DeliverableKind[] } | { campaignId: CampaignId; unitId: UnitId }

/** Whether something was handed in: then the milestone stays in its plan, and the unit in its campaign. */
export async function hasDeliveries(db: Queryable, of: HandedIn): Promise<boolean> {
  const about =
    'milestoneId' in of
      ? and(
          eq(deliveries.milestoneId, of.milestoneId),
          of.kinds && (of.kinds.length > 0 ? inArray(deliveries.kind, [...of.kinds]) : sql`false`),
        )
      : and(
          eq(deliveries.unitId, of.unitId),
          sql`${deliveries.milestoneId} in (select id from milestones where campaign_id = ${of.campaignId}::uuid)`,
        )
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(about, gt(deliveries.round, 0)))
    .limit(1)
  return rows.length > 0
}
