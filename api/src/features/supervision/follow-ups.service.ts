import {
  dayOf,
  stepsFrom,
  type FindingId,
  type FollowUpStep,
  type Page,
  type SupervisionRecord,
  type WaitingFollowUp,
} from '@thuoc/shared'
import { z } from 'zod'
import { standsForIn, type Actor } from '../../platform/actor.ts'
import { one, type Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import { findingsOf, insertStep, lockFinding, stepsOf } from './findings.repository.ts'
import { listWaiting } from './follow-ups.repository.ts'
import { find } from './records.repository.ts'
import type { RecordsService } from './records.service.ts'
import { tellOfStep } from './supervision-notices.ts'
import { mayTake, stateOf, wantsOf } from './supervision.policy.ts'

export type FollowUpsService = ReturnType<typeof createFollowUpsService>
type Ports = { db: Db; get: RecordsService['get']; now: () => Date }
const waitingKey = z.tuple([z.iso.date(), z.uuid()])
type Review = { step: Exclude<FollowUpStep, 'answer'>; text: string }

/** What the responsible unit says it did, and what the province says to that. */
export function createFollowUpsService({ db, get, now }: Ports) {
  const answer = (actor: Actor, id: FindingId, text: string) => take(actor, id, { step: 'answer', text })
  const review = (actor: Actor, id: FindingId, said: Review) => take(actor, id, said)

  /** What waits for the actor, the nearest day first. */
  async function waiting(actor: Actor, { cursor, limit = defaultLimit }: PageRequest): Promise<Page<WaitingFollowUp>> {
    const asked = { after: decodeCursor(cursor, waitingKey), limit, today: dayOf(now()) }
    const rows = await listWaiting(db, actor, wantsOf(actor), asked)
    return toPage(
      rows,
      { limit },
      ({ due, id }) => [due, id],
      (row) => row,
    )
  }

  function take(actor: Actor, id: FindingId, { step, text }: { step: FollowUpStep; text: string }) {
    return db.transaction(async (tx): Promise<SupervisionRecord> => {
      const recordId = await lockFinding(tx, id)
      const at = now()
      const row = recordId && (await find(tx, actor, recordId, dayOf(at)))
      const finding = row && (await findingsOf(tx, row.id)).find((one) => one.id === id)
      // Without a follow-up there is nothing to answer; a draft is nobody's to answer yet.
      if (!row || !finding?.unit) throw new Problem('supervision.finding-not-found')
      if (!mayTake(actor, row, finding, step)) throw new Problem('access.denied')
      const state = stateOf((await stepsOf(tx, row.id)).get(id) ?? [])
      if (row.state !== 'closed' || !stepsFrom[state].includes(step)) throw new Problem('supervision.wrong-state')
      const unitName = one(await findUnits(tx, [actor.unitId])).name
      const standsFor = standsForIn(actor, step === 'answer' ? 'deliverable.hand-in' : 'supervision.record')
      await insertStep(tx, actor, { findingId: id, step, text, at, unitName, standsFor })
      await tellOfStep(tx, actor, row, {
        ...(step === 'answer'
          ? ({ unitId: row.provinceUnitId, kind: 'supervision-answered' } as const)
          : ({ unitId: finding.unit.id, kind: 'supervision-reviewed' } as const)),
        at,
      })
      return get(actor, row.id, tx)
    })
  }

  return { answer, review, waiting }
}
