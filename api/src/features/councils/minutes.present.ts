import {
  drawnData,
  isUnsettled,
  minutesGaps,
  type CouncilDifference,
  type CouncilMinutes,
  type DrawnData,
  type ProblemItem,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { answerOf, type SubmissionRow } from '../submissions/index.ts'
import { isOfficer, isOpen, maySettle, seatOf, seesScores } from './councils.policy.ts'
import { scanOf } from './councils.present.ts'
import type { MinutesRow } from './minutes.repository.ts'
import type { Papers } from './papers.repository.ts'
import { decoded, type LineStanding, type Standing } from './standing.ts'

const settledScores = drawnData.shape.differences.element.shape.scores.element.shape.answer

/** Who said what on a line, and what the school’s column says of it now. */
function differenceOf(standing: Standing, line: LineStanding): CouncilDifference {
  const { criterion, school, scores, settlement, agreement } = line
  const members = standing.decisions.flatMap((decision) => decision.members)
  const nameOf = (id: string) => members.find(({ personId }) => personId === id)?.name ?? ''
  const settled = agreement === 'settled' && settlement !== null
  const said = settled
    ? settlement.scores.map((one) => ({ ...one, answer: z.decode(settledScores, one.answer) }))
    : scores.map((one) => ({ personId: one.personId, answer: answerOf(one), comment: one.comment }))
  return {
    criterion: criterion.code,
    scores: said.map(({ personId, answer, comment }) => ({ name: nameOf(personId), answer, comment })),
    agreed: settled ? decoded(settlement) : school,
    settled,
    reason: settled ? settlement.reason : null,
  }
}

/** What minutes draw from the data at this moment. */
export const drawnOf = (standing: Standing): DrawnData => ({
  result: standing.result,
  answers: standing.lines.map(({ criterion, school }) => ({ criterion: criterion.code, answer: school })),
  differences: standing.lines
    .filter(({ agreement }) => agreement === 'settled' || isUnsettled(agreement))
    .map((line) => differenceOf(standing, line)),
})

/**
 * What minutes lack to be signed: at least half of the council has to be there, whoever was left off the list of those
 * present. @param members how many the council has
 */
export function gapsOfMinutes(row: MinutesRow, members: number): ProblemItem[] {
  const present = new Set(row.attendance.flatMap((one) => (one.present ? [one.memberId] : []))).size
  const lacks: Record<(typeof minutesGaps)[number], boolean> = {
    place: row.place === '',
    conclusion: row.conclusion === '',
    attendance: present === 0 || present * 2 < members,
    content: !row.headings.some(({ text }) => text !== ''),
  }
  return minutesGaps.filter((gap) => lacks[gap]).map((gap) => ({ path: gap, message: gap }))
}

type Signed = { at: Date | null; by: string | null }
const presentSignature = ({ at, by }: Signed) => (at && by !== null ? { at: at.toISOString(), by } : null)

/** Nobody copies: of a line that is theirs, the differences wait until they have scored it. */
function seenBy(actor: Actor, row: SubmissionRow, standing: Standing, drawn: DrawnData): DrawnData {
  const hidden = new Set(
    standing.lines
      .filter(({ assigned, scores }) => {
        const scored = scores.map(({ personId }) => personId)
        return !seesScores(actor, row, standing.decision, { assigned, scored })
      })
      .map(({ criterion }) => criterion.code),
  )
  return { ...drawn, differences: drawn.differences.filter(({ criterion }) => !hidden.has(criterion)) }
}

/** One revision as the actor sees it. */
export function presentMinutes(
  actor: Actor,
  row: SubmissionRow,
  standing: Standing,
  minutes: MinutesRow,
  papers: Papers,
): CouncilMinutes {
  const { id, meeting, revision, correction, version, number, place, headings, conclusion, votes, savedBy } = minutes
  const members = standing.decisions.flatMap((decision) => decision.members)
  const closed = minutes.closedAt !== null
  const siblings = standing.minutes.filter((one) => one.meeting === meeting && one.revision > revision)
  const drawn = minutes.drawn ? z.decode(drawnData, minutes.drawn) : drawnOf(standing)
  const seat = seatOf(actor, row, standing.decision)
  const chairperson = presentSignature({ at: minutes.chairpersonSignedAt, by: minutes.chairpersonSignedBy })
  const secretary = presentSignature({ at: minutes.secretarySignedAt, by: minutes.secretarySignedBy })
  const works = isOpen(row) && maySettle(actor, row, standing.decision)
  const unsigned = isOfficer(seat) && (seat.duty === 'chairperson' ? !chairperson : !secretary)
  return {
    ...{ id, meeting, revision, correction, version, number, place, headings, conclusion, votes, savedBy },
    state: closed ? 'closed' : 'draft',
    superseded: siblings.some(({ closedAt }) => closedAt !== null),
    from: minutes.heldFrom.toISOString(),
    to: minutes.heldTo?.toISOString() ?? null,
    attendance: minutes.attendance.flatMap(({ memberId, present, note }) => {
      const member = members.find((one) => one.id === memberId)
      return member ? [{ memberId, name: member.name, office: member.office, duty: member.duty, present, note }] : []
    }),
    drawn: closed ? drawn : seenBy(actor, row, standing, drawn),
    chairperson,
    secretary,
    scan: scanOf(papers, id),
    savedAt: minutes.savedAt.toISOString(),
    may: {
      write: works && !closed,
      sign: works && !closed && actor.kind === 'person' && unsigned,
      correct: works && closed && siblings.length === 0,
      discard: works && !closed && !chairperson && !secretary,
    },
  }
}
