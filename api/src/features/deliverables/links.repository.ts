import { asc, eq, lt, sql } from 'drizzle-orm'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { milestones } from '../campaigns/index.ts'
import { deliveries, deliveryLinks } from './deliverables.tables.ts'
import type { LinkFinding } from '../../platform/links/link-check.ts'

/** Writes down what was found; a state that goes on keeps the day it began. */
export async function keepLink(db: Queryable, deliveryId: string, url: string, found: LinkFinding, at: Date) {
  const up = found.state === 'up'
  const values = { ...found, url, checkedAt: at }
  const same = sql`${deliveryLinks.state} = excluded.state and ${deliveryLinks.url} = excluded.url`
  await db
    .insert(deliveryLinks)
    .values({ ...values, deliveryId, since: at, lastUpAt: up ? at : null })
    .onConflictDoUpdate({
      target: deliveryLinks.deliveryId,
      set: {
        ...values,
        title: found.title ?? sql`case when ${deliveryLinks.url} = excluded.url then ${deliveryLinks.title} end`,
        since: sql`case when ${same} then ${deliveryLinks.since} else excluded.since end`,
        lastUpAt: up ? at : sql`case when ${deliveryLinks.url} = excluded.url then ${deliveryLinks.lastUpAt} end`,
      },
    })
}

export type LinkRow = typeof deliveryLinks.$inferSelect

/** Links of running campaigns that were not looked at since `before`, those longest ago first. */
export const listDue = (
  db: Queryable,
  { before, at, limit }: { before: Date; at: Date; limit: number },
): Promise<LinkRow[]> =>
  db
    .select()
    .from(deliveryLinks)
    .where(
      sql`${lt(deliveryLinks.checkedAt, before)} and exists (
      select 1 from deliveries delivery
      join milestones milestone on milestone.id = delivery.milestone_id
      join campaigns campaign on campaign.id = milestone.campaign_id
      where delivery.id = ${deliveryLinks.deliveryId} and delivery.status <> 'returned'
        and campaign.closed_at is null and right(campaign.school_year, 4)::int + 1 > extract(year from ${at}::timestamptz))`,
    )
    .orderBy(asc(deliveryLinks.checkedAt))
    .limit(limit)

/** Holds a link until the transaction ends. */
export async function lockLink(tx: Tx, deliveryId: string): Promise<LinkRow | undefined> {
  const [row] = await tx.select().from(deliveryLinks).where(eq(deliveryLinks.deliveryId, deliveryId)).for('update')
  return row
}

/** What was handed in there, as a notice names it. */
export const findHandedIn = async (db: Queryable, deliveryId: string) =>
  one(
    await db
      .select({
        milestoneId: deliveries.milestoneId,
        unitId: deliveries.unitId,
        kind: deliveries.kind,
        code: milestones.code,
        task: milestones.task,
      })
      .from(deliveries)
      .innerJoin(milestones, eq(milestones.id, deliveries.milestoneId))
      .where(eq(deliveries.id, deliveryId)),
  )
