import { isPast, type CheckKey, type Evidence, type Gap, type SubmissionId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { evidenceOfEach } from '../evidence/index.ts'
import { gapsInEach, type SubmissionRow } from '../submissions/index.ts'
import { missingIn } from './requests.policy.ts'
import { groupRequests, type RequestRow } from './requests.repository.ts'
import { listReceivedAt } from './receipts.repository.ts'

/** What the system says of an item: whether it is in order, and with which criteria it is not. */
export type Finding = { ok: boolean; criteria: string[] }
const about = (criteria: readonly string[]): Finding => ({
  ok: criteria.length === 0,
  criteria: [...new Set(criteria)],
})

const cannotBeOpened = ({ link, files }: Evidence) =>
  (link !== null && link.state !== 'up') || files.some(({ scan }) => scan === 'infected')

/** What the system knows of a file that was sent, by the item of the check. */
export const findingsOf = async (db: Queryable, row: SubmissionRow, now: Date): Promise<Map<string, Finding>> =>
  (await findingsOfEach(db, [row], now)).get(row.id) ?? new Map()

/** The same of several files at once; the same few queries for one file and for fifty. */
export async function findingsOfEach(
  db: Queryable,
  rows: readonly SubmissionRow[],
  now: Date,
): Promise<ReadonlyMap<SubmissionId, Map<string, Finding>>> {
  const ids = rows.map(({ id }) => id)
  const requests = await groupRequests(db, ids)
  const receipts = await listReceivedAt(db, ids)
  const gaps = await gapsInEach(db, rows)
  const registers = await evidenceOfEach(
    db,
    rows.map(({ campaignUnitId }) => campaignUnitId),
    { mayEdit: false, now },
  )
  return new Map(
    rows.map((row) => [
      row.id,
      findingsFrom(row, {
        request: requests.get(row.id)?.find(({ round }) => round === row.round),
        received: receipts.find(({ submissionId, round }) => submissionId === row.id && round === row.round)
          ?.receivedAt,
        gaps: gaps.get(row.id) ?? [],
        register: registers.get(row.campaignUnitId) ?? [],
        now,
      }),
    ]),
  )
}

type Known = {
  request: RequestRow | undefined
  received: Date | undefined
  gaps: readonly Gap[]
  register: readonly Evidence[]
  now: Date
}
function findingsFrom(row: SubmissionRow, { request, received, gaps, register, now }: Known): Map<string, Finding> {
  const isOfEvidence = ({ gap }: Gap) => gap.startsWith('evidence')
  const codes = (those: readonly Gap[]) => those.map(({ code }) => code)
  const found: Partial<Record<CheckKey, Finding>> = {
    'request-complete': { ok: request !== undefined && missingIn(request).length === 0, criteria: [] },
    'form-complete': about(codes(gaps.filter((gap) => !isOfEvidence(gap)))),
    'evidence-complete': about(codes(gaps.filter(isOfEvidence))),
    'evidence-opens': about(register.filter(cannotBeOpened).flatMap(({ criteria }) => criteria)),
    'in-time': { ok: !isPast(row.requestDue, received ?? now), criteria: [] },
  }
  return new Map(Object.entries(found))
}
