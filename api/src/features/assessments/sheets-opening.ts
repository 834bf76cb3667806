import type { Tx } from '../../platform/db/client.ts'
import type { SubmissionRow } from '../submissions/index.ts'
import { standingOfEach } from './sheets.policy.ts'
import { openSheets } from './sheets.repository.ts'

/** Keeps the moment at which the sheets of these teams opened, where all who score have finished now. */
export async function openWhenAllAreDone(tx: Tx, rows: readonly SubmissionRow[], at: Date) {
  const standings = await standingOfEach(tx, rows)
  const opening = [...standings].filter(([, { state, openedAt }]) => state === 'open' && openedAt === null)
  await openSheets(
    tx,
    opening.map(([id]) => id),
    at,
  )
}
