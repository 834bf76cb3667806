import {
  agreementOf,
  drawnData,
  emptyAnswer,
  isLeafLine,
  isUnsettled,
  linesOf,
  resultOf,
  sameFinding,
  type Agreement,
  type CouncilGap,
  type Criterion,
  type IndicatorSetDefinition,
  type PersonId,
  type Result,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Queryable } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { answerOf, answersOf, listLines, type SubmissionRow } from '../submissions/index.ts'
import {
  findCouncil,
  listAssignments,
  listDecisions,
  type CouncilRow,
  type DecisionRow,
} from './councils.repository.ts'
import { listMinutes, type MinutesRow } from './minutes.repository.ts'
import { listScores, newestSettlements, type ScoreRow, type SettlementRow } from './scores.repository.ts'

type Answered = ReturnType<typeof answerOf>

/** One line as the council has it: whose it is, what they say, what the school’s column says. */
export type LineStanding = {
  criterion: Criterion
  school: Answered
  /** Version of the school’s line; 0 while nothing was saved. */
  version: number
  assigned: PersonId[]
  /** Of those to whom the line is assigned; what others said before stays on record and counts no more. */
  scores: ScoreRow[]
  settlement: SettlementRow | null
  agreement: Agreement
}

export type Standing = {
  council: CouncilRow | undefined
  /** The newest first. */
  decisions: DecisionRow[]
  decision: DecisionRow | undefined
  definition: IndicatorSetDefinition
  /** What the school’s column comes to. */
  result: Result
  lines: LineStanding[]
  minutes: MinutesRow[]
}

/** The lines a council scores: those people answer. Headings come of their parts, aggregates of other units. */
export const councilLinesOf = (definition: IndicatorSetDefinition) =>
  linesOf(definition).filter((line) => isLeafLine(line) && line.criterion.kind !== 'aggregate')

/** Everything about the council of a file, read once. */
export async function standingOf(db: Queryable, row: SubmissionRow): Promise<Standing> {
  const { id } = row
  const [definition, own, council] = await Promise.all([
    definitionOf(db, row.set.id),
    listLines(db, id),
    findCouncil(db, id),
  ])
  const result = resultOf(definition, answersOf(own))
  if (!council) return { council, decisions: [], decision: undefined, definition, result, lines: [], minutes: [] }
  const [decisions, assigned, scored, settlements, minutes] = await Promise.all([
    listDecisions(db, id),
    listAssignments(db, id),
    listScores(db, id),
    newestSettlements(db, id),
    listMinutes(db, id),
  ])
  const saved = new Map(own.map((line) => [line.criterionCode, line]))
  const assignments = Map.groupBy(assigned, ({ criterion }) => criterion)
  const scores = Map.groupBy(scored, ({ criterionCode }) => criterionCode)
  const lines = councilLinesOf(definition).map(({ criterion }): LineStanding => {
    const { code } = criterion
    const line = saved.get(code)
    const school = line ? answerOf(line) : emptyAnswer
    const theirs = (assignments.get(code) ?? []).map(({ personId }) => personId)
    const those = (scores.get(code) ?? []).filter(({ personId }) => theirs.includes(personId))
    const settlement = settlements.get(code) ?? null
    const agreement = agreementOf({
      school,
      scores: those,
      settlement: settlement && { answer: decoded(settlement), seen: settlement.scores },
    })
    return { criterion, school, version: line?.version ?? 0, assigned: theirs, scores: those, settlement, agreement }
  })
  return { council, decisions, decision: decisions[0], definition, result, lines, minutes }
}

const answers = drawnData.shape.answers.element.shape.answer
/** A settlement’s answer as the rules take it. */
export const decoded = ({ answer }: Pick<SettlementRow, 'answer'>) => z.decode(answers, answer)

/** The closed minutes that count: of the meeting that closed last. */
export const closedMinutes = (minutes: readonly MinutesRow[]): MinutesRow | undefined =>
  minutes
    .filter(({ closedAt }) => closedAt !== null)
    .toSorted((one, other) => (other.closedAt?.getTime() ?? 0) - (one.closedAt?.getTime() ?? 0))[0]

/** What keeps a file with a council from being finished; nothing where there is none. */
export function gapsOfCouncil({ council, lines, minutes }: Standing): CouncilGap[] {
  if (!council) return []
  const unsettled = lines
    .filter(({ agreement }) => isUnsettled(agreement))
    .map(({ criterion }) => ({ gap: 'unsettled' as const, criterion: criterion.code }))
  if (minutes.some(({ closedAt }) => closedAt === null)) return [...unsettled, { gap: 'minutes-open', criterion: null }]
  const drawn = closedMinutes(minutes)?.drawn
  if (!drawn) return [...unsettled, { gap: 'no-minutes', criterion: null }]
  const agreed = new Map(z.decode(drawnData, drawn).answers.map(({ criterion, answer }) => [criterion, answer]))
  const outdated = lines
    .filter(({ criterion, school }) => !sameFinding(agreed.get(criterion.code) ?? emptyAnswer, school))
    .map(({ criterion }) => ({ gap: 'minutes-outdated' as const, criterion: criterion.code }))
  return [...unsettled, ...outdated]
}
