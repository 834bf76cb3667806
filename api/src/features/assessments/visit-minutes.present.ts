import {
  dayOf,
  movesOfMinutes,
  type Reply,
  type VisitMinutes,
  type VisitMinutesId,
  type listVisitMinutes,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { presentAttachment, type AttachmentRow } from '../catalogues/index.ts'
import type { SubmissionRow } from '../submissions/index.ts'
import { scansOf } from './minutes-papers.repository.ts'
import { answersForSchool, isWriting, mayMoveForTeam, mayScan, minutesSeenBy } from './visit-minutes.policy.ts'
import { listMinutes, type MinutesRow } from './visit-minutes.repository.ts'

export type AllMinutes = Reply<typeof listVisitMinutes>

/** What decides who may move minutes now. */
export const standing = ({ content: { kind }, status, answerDue }: MinutesRow) => ({ kind, status, answerDue })

/** The minutes of a file as the actor sees them, and what they may do with each. */
export async function present(db: Queryable, actor: Actor, row: SubmissionRow, now: Date): Promise<AllMinutes> {
  const rows = await listMinutes(db, row.id)
  const scans = await scansOf(db, row.id)
  const writing = isWriting(actor, row) && row.status === 'assessing'
  const begun = new Map(rows.map(({ sitting, id }) => [sitting, id]))
  return {
    // The newest come first: what is left of each sitting is the minutes that were begun first of it.
    items: minutesSeenBy(actor, row, rows).map((one) =>
      presentOne(actor, row, one, { scan: scans.get(one.id), begunAs: begun.get(one.sitting) ?? one.id, now }),
    ),
    mayBegin: writing && rows[0]?.status !== 'draft' && (rows.length === 0 || rows[0]?.status === 'closed'),
  }
}

type Seen = { scan: AttachmentRow | undefined; begunAs: VisitMinutesId; now: Date }
function presentOne(actor: Actor, row: SubmissionRow, one: MinutesRow, { scan, begunAs, now }: Seen): VisitMinutes {
  const {
    id,
    submissionId,
    number,
    sitting,
    status,
    content,
    correction,
    answerDue,
    schoolAgrees,
    schoolView,
    version,
  } = one
  const today = dayOf(now)
  const running = row.status === 'assessing'
  return {
    ...{
      id,
      submissionId,
      number,
      sitting,
      begunAs,
      status,
      content,
      correction,
      answerDue,
      schoolAgrees,
      schoolView,
      version,
    },
    savedAt: one.savedAt.toISOString(),
    savedBy: one.savedBy,
    school: signedBy(one.answeredBy, one.answeredOffice, one.answeredAt),
    team: signedBy(one.closedBy, one.closedOffice, one.closedAt),
    scan: scan ? presentAttachment(scan) : null,
    mayScan: status === 'closed' && mayScan(actor, row),
    mayWrite: running && status === 'draft' && isWriting(actor, row),
    actions: running
      ? [
          ...movesOfMinutes(standing(one), 'team', today).filter((action) => mayMoveForTeam(actor, row, action)),
          ...(answersForSchool(actor, row) ? movesOfMinutes(standing(one), 'school', today) : []),
        ]
      : [],
  }
}

/** The database holds all of it or none. */
const signedBy = (by: string | null, office: string | null, at: Date | null) =>
  by === null || at === null ? null : { by, office, at: at.toISOString() }
