import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { listExternalLines } from '../assessments/index.ts'
import { contentOf, seal, type SubmissionRow } from '../submissions/index.ts'

/** Pins what the team and the school have settled: with it the time to object has ended, one way or another. */
export async function sealAgreed(tx: Tx, actor: Actor, row: SubmissionRow, at: Date) {
  await seal(tx, actor, row, 'agreed', await contentOf(tx, row, await listExternalLines(tx, row.id)), at)
}
