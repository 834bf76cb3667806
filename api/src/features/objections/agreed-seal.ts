import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { groupExternalLines } from '../assessments/index.ts'
import { contentsOf, sealAll, type SubmissionRow } from '../submissions/index.ts'

/**
 * Pins what the team and the school have settled: with it the time to object has ended, one way or another.
 * @returns that the files stay where they are
 */
export async function sealAgreed(tx: Tx, actor: Actor, rows: readonly SubmissionRow[], at: Date) {
  const found = await groupExternalLines(
    tx,
    rows.map(({ id }) => id),
  )
  await sealAll(tx, actor, 'agreed', rows, await contentsOf(tx, rows, found), at)
  return false
}
