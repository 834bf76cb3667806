import { createHash } from 'node:crypto'
import { canonicalJson, dayOf } from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import { listExternalLines } from '../assessments/index.ts'
import { contentOf, tellOfMoves } from '../submissions/index.ts'
import * as repository from './silence.repository.ts'

/** The system moves when the time is over; the notices name no sender. */
const nobody = { personId: null, name: null }

export type SilenceService = ReturnType<typeof createSilenceService>

/** Silence counts as acceptance (our reading): the draft becomes the result when the last day to object is over. */
export function createSilenceService({ db, now }: { db: Db; now: () => Date }) {
  /** One file a transaction; two workers at once end each file once. @returns how many this one ended */
  async function endOver(signal?: AbortSignal): Promise<number> {
    let ended = 0
    for (const id of await repository.listOver(db, dayOf(now()))) {
      if (signal?.aborted) break
      const done = await db.transaction(async (tx) => {
        const at = now()
        const silent = await repository.lockSilent(tx, id, dayOf(at))
        if (!silent) return false
        await repository.endInSilence(tx, silent, at)
        const content = await contentOf(tx, silent, await listExternalLines(tx, id))
        const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
        await repository.insertSilentSeal(tx, silent, { hash, content }, at)
        const made = { row: { ...silent, due: null }, reason: null, due: null }
        await tellOfMoves(tx, nobody, 'end-objection-time', [made], at)
        return true
      })
      if (done) ended += 1
    }
    return ended
  }
  return { endOver }
}
