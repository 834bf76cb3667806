import type { Approval, Council, CouncilDecision, CouncilLine, PersonId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { presentAttachment } from '../catalogues/index.ts'
import { answerOf, type SubmissionRow } from '../submissions/index.ts'
import type { ApprovalRow } from './approvals.repository.ts'
import { isOfUnit, isOpen, mayAssign, mayManage, mayScan, maySettle, seatOf, seesScores } from './councils.policy.ts'
import type { DecisionRow } from './councils.repository.ts'
import type { Papers } from './papers.repository.ts'
import { decoded, gapsOfCouncil, type LineStanding, type Standing } from './standing.ts'

export const scanOf = (papers: Papers, about: string) => {
  const file = papers.get(about)
  return file ? presentAttachment(file) : null
}

function presentDecision(row: DecisionRow, papers: Papers): CouncilDecision {
  const { id, sequence, number, signedOn, signatory, office, reason, madeBy, standsFor, members } = row
  return {
    ...{ id, sequence, number, signedOn, signatory, office, reason, madeBy, standsFor },
    members: members.map(({ id, personId, name, office, duty }) => ({ id, personId, name, office, duty })),
    scan: scanOf(papers, id),
    madeAt: row.madeAt.toISOString(),
  }
}

function presentApproval(row: ApprovalRow, papers: Papers): Approval {
  const { id, number, signedOn, signatory, office, withoutCouncil, approvedBy, standsFor } = row
  return {
    ...{ id, number, signedOn, signatory, office, withoutCouncil, approvedBy, standsFor },
    scan: scanOf(papers, id),
    approvedAt: row.approvedAt.toISOString(),
  }
}

/** What the members said of a line is the council’s own: units above read the minutes. */
function presentLine(actor: Actor, row: SubmissionRow, { decision }: Standing, line: LineStanding): CouncilLine {
  const scored = line.scores.map(({ personId }) => personId)
  const sees = seesScores(actor, row, decision, { assigned: line.assigned, scored })
  const mine = (personId: PersonId) => isOfUnit(actor, row) && personId === actor.personId
  return {
    code: line.criterion.code,
    assigned: line.assigned,
    scored: isOfUnit(actor, row) ? scored : [],
    scores: line.scores
      .filter(({ personId }) => sees || mine(personId))
      .map((score) => ({
        personId: score.personId,
        answer: answerOf(score),
        comment: score.comment,
        version: score.version,
        savedAt: score.savedAt.toISOString(),
      })),
    agreement: sees ? line.agreement : null,
    settlement:
      sees && line.settlement
        ? {
            answer: decoded(line.settlement),
            reason: line.settlement.reason,
            at: line.settlement.settledAt.toISOString(),
            by: line.settlement.settledBy,
          }
        : null,
  }
}

type Beside = { papers: Papers; approvals: readonly ApprovalRow[] }

/** The council of a file as one actor sees it. */
export function presentCouncil(actor: Actor, row: SubmissionRow, standing: Standing, beside: Beside): Council {
  const { council, decision, decisions, lines } = standing
  const { papers, approvals } = beside
  const seat = seatOf(actor, row, decision)
  const open = isOpen(row)
  const mine = seat ? lines.filter(({ assigned }) => assigned.some((one) => one === seat.personId)) : []
  return {
    version: council?.version ?? 0,
    decision: decision ? presentDecision(decision, papers) : null,
    former: decisions.slice(1).map((one) => presentDecision(one, papers)),
    steps: council?.steps ?? [],
    lastDay: row.selfAssessmentDue,
    lines: lines.map((line) => presentLine(actor, row, standing, line)),
    duty: seat?.duty ?? null,
    mine: mine.map(({ criterion }) => criterion.code),
    may: {
      manage: open && mayManage(actor, row),
      assign: open && mayAssign(actor, row, decision),
      score: open && mine.length > 0,
      settle: open && maySettle(actor, row, decision),
      scan: mayScan(actor, row, decision),
    },
    gaps: isOfUnit(actor, row) ? gapsOfCouncil(standing) : [],
    approvals: approvals.map((one) => presentApproval(one, papers)),
  }
}
