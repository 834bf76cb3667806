import { and, eq, inArray, sql } from 'drizzle-orm'
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

/** What was found of several files so far, of whatever round. */
export const listChecks = (db: Queryable, ids: readonly SubmissionId[]): Promise<CheckRow[]> =>
  db
    .select()
    .from(receiptChecks)
    .where(inArray(receiptChecks.submissionId, [...ids]))

/** Writes the next version of each. @param finished the checks are over: by whom and when is kept */
export async function saveChecks(
  tx: Tx,
  actor: Actor,
  checks: readonly (RoundOf & Pick<CheckRow, 'items'>)[],
  { finished, savedAt }: { finished: boolean; savedAt: Date },
) {
  if (checks.length === 0) return
  const by = { savedAt, savedBy: actor.name, savedById: actorId(actor) }
  const end = {
    finishedAt: finished ? savedAt : null,
    finishedBy: finished ? actor.name : null,
    finishedById: finished ? actorId(actor) : null,
  }
  await tx
    .insert(receiptChecks)
    .values(checks.map((of) => ({ ...of, ...by, ...end })))
    .onConflictDoUpdate({
      target: [receiptChecks.submissionId, receiptChecks.round],
      set: { items: sql`excluded.items`, ...by, ...end, version: sql`${receiptChecks.version} + 1` },
    })
}

/** The lists of several bodies; one that keeps none of its own may be missing. */
export const listSettings = (db: Queryable, ids: readonly UnitId[]) =>
  db
    .select()
    .from(receiptCheckSettings)
    .where(inArray(receiptCheckSettings.unitId, [...ids]))

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
