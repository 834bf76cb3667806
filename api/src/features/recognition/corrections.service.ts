import {
  certificateNumberOf,
  dayOf,
  type Decision,
  type DecisionId,
  type NewCorrection,
  type RecognitionId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import { Problem } from '../../platform/problem.ts'
import { moveAll } from '../submissions/index.ts'
import { endRecognitions, insertRecognitions, type Printed } from './certificates.repository.ts'
import { requireFollowed, signDecision, type Followed, type Ports } from './decisions.ts'
import { takeNumbers, type DecisionRow } from './recognition.repository.ts'

/**
 * `correct(actor, decisionId, order)`: a new decision says what the papers should have said. Every unit listed gets a new
 * certificate with a number of its own, and the old number leads to it; level, result and answers stay as they were pinned.
 */
export function createCorrect({ db, read, now }: Ports) {
  return (
    actor: Actor,
    id: DecisionId,
    { items, reads = {}, reason, ...signature }: NewCorrection,
  ): Promise<Decision> =>
    db.transaction(async (tx) => {
      const { root, listed } = await requireFollowed(tx, actor, id, 'correct', items)
      const names = new Map(items.map(({ submissionId, unitName }) => [submissionId, unitName]))
      const corrected = listed.map((file) => ({
        file,
        printed: corrections(root, file, reads, names.get(file.row.id)),
      }))
      const same = corrected.filter(({ file, printed }) => isSame(printedNow(root, file), printed))
      if (same.length > 0)
        throw new Problem('decision.nothing-corrected', {
          errors: same.map(({ file }) => ({ path: file.row.id, message: 'decision.nothing-corrected' })),
        })
      const at = now()
      if (reads.signedOn && reads.signedOn > dayOf(at)) throw new Problem('decision.in-the-future')
      const order = {
        ...signature,
        campaignId: root.campaign.id,
        kind: 'correction',
        aboutId: root.id,
        reason,
      } as const
      const signed = await signDecision(tx, actor, order, { at, since: root.signedOn })
      const first = await takeNumbers(tx, signed.prefix, signed.year, corrected.length)
      const given = corrected.map((one, place) => ({
        ...one,
        ...{ id: newId<RecognitionId>(), number: certificateNumberOf(signed.prefix, signed.year, first + place) },
      }))
      await insertRecognitions(
        tx,
        given.map(({ id: successor, number, printed, file: { row, current } }) => ({
          id: successor,
          submissionId: row.id,
          ordinal: current.ordinal + 1,
          decisionId: signed.id,
          level: current.level,
          levelName: current.levelName,
          result: current.result,
          answers: current.answers,
          certificateNumber: number,
          printed,
        })),
      )
      await endRecognitions(
        tx,
        given.map(({ id: successorId, file: { current } }) => ({
          ...{ recognitionId: current.id, decisionId: signed.id, successorId, endedAt: at },
        })),
      )
      const files = listed.map(({ row, item }) => ({ row, version: item.version, reason }))
      await moveAll(tx, actor, 'correct', files, at)
      return read(tx, actor, signed.id)
    })
}

/** What the certificate of a file says now. */
const printedNow = (root: DecisionRow, { current }: Followed): Printed =>
  current.printed ?? {
    unitName: current.unitName,
    number: root.number,
    signedOn: root.signedOn,
    signatory: root.signatory,
    office: root.office,
  }

const corrections = (
  root: DecisionRow,
  file: Followed,
  reads: NonNullable<NewCorrection['reads']>,
  unitName: string | undefined,
): Printed => {
  const now = printedNow(root, file)
  return {
    unitName: unitName ?? now.unitName,
    number: reads.number ?? now.number,
    signedOn: reads.signedOn ?? now.signedOn,
    signatory: reads.signatory ?? now.signatory,
    office: reads.office ?? now.office,
  }
}

const isSame = (one: Printed, other: Printed) =>
  one.unitName === other.unitName &&
  one.number === other.number &&
  one.signedOn === other.signedOn &&
  one.signatory === other.signatory &&
  one.office === other.office
