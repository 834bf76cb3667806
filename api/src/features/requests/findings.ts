import { isPast, type CheckKey, type Evidence } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { evidenceOf } from '../evidence/index.ts'
import { gapsIn, type SubmissionRow } from '../submissions/index.ts'
import { missingIn } from './requests.policy.ts'
import { findRequest } from './requests.repository.ts'
import { findReceipt } from './receipts.repository.ts'

/** What the system says of an item: whether it is in order, and with which criteria it is not. */
export type Finding = { ok: boolean; criteria: string[] }
const about = (criteria: readonly string[]): Finding => ({
  ok: criteria.length === 0,
  criteria: [...new Set(criteria)],
})

const cannotBeOpened = ({ link, files }: Evidence) =>
  (link !== null && link.state !== 'up') || files.some(({ scan }) => scan === 'infected')

/** What the system knows of a file that was sent, by the item of the check. */
export async function findingsOf(db: Queryable, row: SubmissionRow, now: Date): Promise<Map<string, Finding>> {
  const of = { submissionId: row.id, round: row.round }
  const request = await findRequest(db, of)
  const received = (await findReceipt(db, of))?.receipt.receivedAt ?? now
  const gaps = await gapsIn(db, row)
  const register = await evidenceOf(db, row.campaignUnitId, { mayEdit: false, now })
  const isOfEvidence = ({ gap }: (typeof gaps)[number]) => gap.startsWith('evidence')
  const codes = (those: typeof gaps) => those.map(({ code }) => code)
  const found: Partial<Record<CheckKey, Finding>> = {
    'request-complete': { ok: request !== undefined && missingIn(request).length === 0, criteria: [] },
    'form-complete': about(codes(gaps.filter((gap) => !isOfEvidence(gap)))),
    'evidence-complete': about(codes(gaps.filter(isOfEvidence))),
    'evidence-opens': about(register.filter(cannotBeOpened).flatMap(({ criteria }) => criteria)),
    'in-time': { ok: !isPast(row.requestDue, received), criteria: [] },
  }
  return new Map(Object.entries(found))
}
