import {
  followUpState,
  stepsFrom,
  type FollowUpStep,
  type SupervisionRecord,
  type WaitingFollowUp,
} from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { FindingRow, StepRow } from './findings.repository.ts'
import type { RecordRow } from './records.repository.ts'

/** Hidden and missing records answer alike. */
export function requireFound(row: RecordRow | undefined): RecordRow {
  if (!row) throw new Problem('supervision.not-found')
  return row
}

/** The province whose record it is; whoever else sees it reads only. */
export const isKeeper = (actor: Actor, row: RecordRow) =>
  actor.unitId === row.provinceUnitId && may(actor, 'supervision.record')

/** @throws Problem `supervision.not-found`, `access.denied` */
export function requireKept(actor: Actor, found: RecordRow | undefined): RecordRow {
  const row = requireFound(found)
  if (!isKeeper(actor, row)) throw new Problem('access.denied')
  return row
}

/** A draft as it was seen. @throws Problem `supervision.not-found`, `access.denied`, `supervision.closed`, `supervision.stale` */
export function requireDraft(actor: Actor, found: RecordRow | undefined, version?: number): RecordRow {
  const row = requireKept(actor, found)
  if (row.state === 'closed') throw new Problem('supervision.closed')
  if (version !== undefined && row.version !== version) throw new Problem('supervision.stale')
  return row
}

/** What the actor may do with a record now. */
export const actionsFor = (actor: Actor, row: RecordRow): SupervisionRecord['actions'] =>
  !isKeeper(actor, row) ? [] : row.state === 'draft' ? ['edit', 'discard', 'close', 'attach'] : ['attach']

/** How a follow-up stands. */
export const stateOf = (steps: readonly StepRow[]) => followUpState(steps.at(-1)?.step ?? null)

/** Whether the actor is ever the one to take this step. */
export const mayTake = (actor: Actor, row: RecordRow, finding: FindingRow, step: FollowUpStep): boolean =>
  step === 'answer'
    ? actor.unitId === finding.unit?.id && may(actor, 'deliverable.hand-in')
    : isKeeper(actor, row) && actor.kind === 'person'

/** The steps of a follow-up that the actor may take now; of a draft none. */
export const stepsFor = (actor: Actor, row: RecordRow, finding: FindingRow, steps: readonly StepRow[]) =>
  row.state === 'closed' ? stepsFrom[stateOf(steps)].filter((step) => mayTake(actor, row, finding, step)) : []

/** What follow-ups can want of the actor at all: the same rule as `mayTake`, before there is one. */
export const wantsOf = (actor: Actor): WaitingFollowUp['wants'][] => [
  ...(may(actor, 'deliverable.hand-in') ? (['answer'] as const) : []),
  ...(may(actor, 'supervision.record') && actor.kind === 'person' ? (['review'] as const) : []),
]
