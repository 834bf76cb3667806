import { isEditable, type SubmissionStatus } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { standsIn } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { showsExternal, type SubmissionRow } from '../submissions/index.ts'

/** Members of a team from elsewhere see the file, not who did what in it. */
export function requireReadsRecord(actor: Actor, row: SubmissionRow) {
  const own = standsIn(row.unitPath, actor.unitId) || standsIn(row.assessorPath, actor.unitId)
  if (!own) throw new Problem('access.denied')
}

type Reader = {
  school: boolean
  body: boolean
  external: boolean
  settled: boolean
  finished: boolean
  sent: boolean
  objecting: boolean
  /** What the team answers to objections is its own until its head closes the answers. */
  answering: boolean
}

const underWay: readonly SubmissionStatus[] = ['drafting', 'returned', 'awaiting-approval', 'approved', 'submitted']
const unsent: readonly SubmissionStatus[] = ['drafting', 'returned', 'awaiting-approval', 'approved']
/** The sheets of single members are nobody's but theirs until the assessment is closed, and never the school's. */
const isSettled = ({ status }: SubmissionRow) => ![...underWay, 'accepted', 'assessing'].includes(status)

export function readerOf(actor: Actor, row: SubmissionRow): Reader {
  const body = standsIn(row.assessorPath, actor.unitId)
  return {
    school: actor.unitId === row.unit.id,
    body,
    external: showsExternal(actor, row),
    settled: isSettled(row) && (body || row.duty !== null),
    finished: !isEditable(row.status),
    sent: !unsent.includes(row.status),
    objecting: row.status === 'result-shown',
    answering: row.status === 'objected' && row.duty === null,
  }
}

const everyone = () => true
const external = ({ external: shown }: Reader) => shown
const settled = ({ settled: closed }: Reader) => closed
const body = ({ body: own }: Reader) => own
/** What members of a council say of a line is the council's until the scoring is finished. */
const council = ({ school, finished }: Reader) => school && finished
/** Until it is sent, a request is the school's; so is an objection. */
const request = ({ school, sent }: Reader) => school || sent
/** Drafts are the council's. */
const minutes = ({ school, finished }: Reader) => school || finished
const objection = ({ school, objecting }: Reader) => school || !objecting

/** Who reads what of a file's record. A table that is not here is read by nobody: `line_saves` tells lines over again. */
export const audience: Readonly<Record<string, (reader: Reader) => boolean>> = {
  submissions: everyone,
  submission_lines: everyone,
  submission_events: everyone,
  submission_remarks: everyone,
  submission_seals: everyone,
  submission_approvals: everyone,
  evidence: everyone,
  evidence_criteria: everyone,
  evidence_requests: everyone,
  evidence_verdicts: external,
  external_lines: external,
  campaign_unit_assessors: everyone,
  councils: everyone,
  council_decisions: everyone,
  council_members: everyone,
  council_assignments: everyone,
  council_papers: everyone,
  council_settlements: council,
  council_scores: council,
  council_minutes: minutes,
  assessment_team_units: everyone,
  assessment_visits: everyone,
  assessment_conflicts: body,
  assessor_lines: settled,
  assessor_verdicts: settled,
  assessment_dissents: settled,
  assessment_findings: external,
  assessment_openings: external,
  assessment_sheets: settled,
  visit_minutes: external,
  visit_minutes_papers: external,
  objections: objection,
  submission_requests: request,
  submission_request_files: request,
  submission_receipts: everyone,
  sent_papers: everyone,
  receipt_checks: body,
  nomination_items: body,
  recognitions: everyone,
  recognition_endings: everyone,
  publications: everyone,
  publication_withdrawals: everyone,
}

export const tablesFor = (reader: Reader) =>
  Object.entries(audience).flatMap(([table, reads]) => (reads(reader) ? [table] : []))

const ofTeam = ['outcome', 'reply', 'changed', 'answered_at', 'answered_by', 'answered_by_id']

/** Which columns of a table this reader does not see (yet). */
export const hiddenColumns = (reader: Reader, table: string): readonly string[] => [
  ...(reader.external ? [] : ['external_total', 'external_level']),
  ...(reader.answering && table === 'objections' ? ofTeam : []),
  // Minutes under way hold what each member said, which others do not see before they have said something themselves.
  ...(!reader.finished && table === 'council_minutes' ? ['drawn'] : []),
]
