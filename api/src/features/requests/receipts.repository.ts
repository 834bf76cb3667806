import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { SubmissionId } from '@thuoc/shared'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import { newId } from '../../platform/db/columns.ts'
import { placesOf, steady, writtenAs } from '../../platform/db/steady.ts'
import { units } from '../org/index.ts'
import { receiptNumbers, submissionReceipts } from './requests.tables.ts'

const columns = getTableColumns(submissionReceipts)
type NewReceipt = typeof submissionReceipts.$inferSelect
const insert = steady((db) => {
  const counted = db.$with('counted').as(
    db
      .insert(receiptNumbers)
      .values({ unitId: sql`${sql.placeholder('receiverUnitId')}`, year: sql`${sql.placeholder('year')}`, last: 1 })
      .onConflictDoUpdate({
        target: [receiptNumbers.unitId, receiptNumbers.year],
        set: { last: sql`${receiptNumbers.last} + 1` },
      })
      .returning({ last: receiptNumbers.last }),
  )
  return db
    .with(counted)
    .insert(submissionReceipts)
    .values({ ...placesOf<NewReceipt>(columns), number: sql`(select last from ${counted})` })
})
/** Under the next number of the receiver in the year; whoever asks for one at the same time waits. */
export async function insertReceipt(tx: Tx, values: Omit<NewReceipt, 'id' | 'number'>) {
  await insert(tx, writtenAs(columns, { ...values, id: newId<NewReceipt['id']>(), number: 0 }))
}

const withReceiver = (db: Queryable) =>
  db
    .select({
      receipt: submissionReceipts,
      receiver: { id: units.id, code: units.code, name: units.name, type: units.type },
    })
    .from(submissionReceipts)
    .innerJoin(units, eq(units.id, submissionReceipts.receiverUnitId))
export type ReceiptRow = Awaited<ReturnType<typeof withReceiver>>[number]

/** Of a file, the newest first. */
export const listReceipts = (db: Queryable, id: SubmissionId): Promise<ReceiptRow[]> =>
  withReceiver(db).where(eq(submissionReceipts.submissionId, id)).orderBy(desc(submissionReceipts.round))

/** When each round of each of these files was received. */
export const listReceivedAt = (db: Queryable, ids: readonly SubmissionId[]) =>
  db
    .select({
      submissionId: submissionReceipts.submissionId,
      round: submissionReceipts.round,
      receivedAt: submissionReceipts.receivedAt,
    })
    .from(submissionReceipts)
    .where(inArray(submissionReceipts.submissionId, [...ids]))

export async function findReceipt(db: Queryable, of: { submissionId: SubmissionId; round: number }) {
  const [row] = await withReceiver(db).where(
    and(eq(submissionReceipts.submissionId, of.submissionId), eq(submissionReceipts.round, of.round)),
  )
  return row
}
