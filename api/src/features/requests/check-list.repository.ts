import { and, eq, sql } from 'drizzle-orm'
import type { CheckItem, SubmissionId, UnitId } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { receiptChecks, receiptCheckSettings } from './requests.tables.ts'

export type CheckRow = typeof receiptChecks.$inferSelect
type RoundOf = { submissionId: SubmissionId; round: number }

export async function findCheck(db: Queryable, { submissionId, round }: RoundOf): Promise<CheckRow | undefined> {
  const [row] = await db
    .select()
    .from(receiptChecks)
    .where(and(eq(receiptChecks.submissionId, submissionId), eq(receiptChecks.round, round)))
  return row
}

/** Writes the next version. @param finished the check is over: by whom and when is kept */
export async function saveCheck(
  tx: Tx,
  actor: Actor,
  of: RoundOf,
  { items, finished }: { items: CheckRow['items']; finished: boolean },
  savedAt: Date,
) {
  const by = { savedAt, savedBy: actor.name, savedById: actorId(actor) }
  const end = {
    finishedAt: finished ? savedAt : null,
    finishedBy: finished ? actor.name : null,
    finishedById: finished ? actorId(actor) : null,
  }
  await tx
    .insert(receiptChecks)
    .values({ ...of, items, ...by, ...end })
    .onConflictDoUpdate({
      target: [receiptChecks.submissionId, receiptChecks.round],
      set: { items, ...by, ...end, version: sql`${receiptChecks.version} + 1` },
    })
}

export async function findSettings(db: Queryable, unitId: UnitId) {
  const [row] = await db.select().from(receiptCheckSettings).where(eq(receiptCheckSettings.unitId, unitId))
  return row
}

export async function saveSettings(tx: Tx, actor: Actor, items: CheckItem[], savedAt: Date) {
  const values = { items, savedAt, savedBy: actor.name, savedById: actorId(actor) }
  await tx
    .insert(receiptCheckSettings)
    .values({ unitId: actor.unitId, ...values })
    .onConflictDoUpdate({
      target: receiptCheckSettings.unitId,
      set: { ...values, version: sql`${receiptCheckSettings.version} + 1` },
    })
}
