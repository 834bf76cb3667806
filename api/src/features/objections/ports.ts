import { dayOf, evidenceRequestId, mayStillObject, type EvidenceRequestId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import type { SubmissionRow } from '../submissions/index.ts'
import { openObjections } from './objections.repository.ts'

type Wanted = { criterion: string | null; now: Date }

/**
 * The draft for which evidence may be added to a criterion while the school may object; of any criterion where none is
 * said. It takes the place of a request of the team: what is added bears its id. Null: there is none.
 */
export async function takingObjection(
  db: Queryable,
  row: Pick<SubmissionRow, 'id' | 'status' | 'objectionDue'>,
  { criterion, now }: Wanted,
): Promise<EvidenceRequestId | null> {
  if (!mayStillObject({ status: row.status, lastDay: row.objectionDue }, dayOf(now))) return null
  const drafts = await openObjections(db, row.id, 'draft')
  const found = drafts.find(({ criterionCode }) => criterion === null || criterionCode === criterion)
  return found ? evidenceRequestId.parse(found.id) : null
}
