import {
  emptyAnswer,
  resultOf,
  resultUnder,
  type IndicatorSetDefinition,
  type Line,
  type Recognition,
  type Remark,
  type Submission,
  type SubmissionId,
  type SubmissionStatus,
  type SubmissionSummary,
  type TeamMember,
  type TimelineEntry,
  type CampaignUnitId,
  linesOf,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import type { Refined } from '../catalogues/index.ts'
import { answerOf, answersOf, type LineRow } from './lines.repository.ts'
import type { listEvents } from './moves.repository.ts'
import { actionsFor, mayAssess, mayScore, seesExternal, waitsForAnother } from './submissions.policy.ts'
import { isLate } from './due.repository.ts'
import type { SubmissionRow } from './submissions.repository.ts'

/** A line of the external team, as later features keep it. */
export type ExternalLineRow = LineRow & { reason: string }

/** What later features know about a file; wired where the application is put together. */
export type LaterFacts = {
  externalLines: (db: Queryable, id: SubmissionId) => Promise<ExternalLineRow[]>
  teamOf: (db: Queryable, id: CampaignUnitId) => Promise<TeamMember[]>
  recognitionOf: (db: Queryable, id: SubmissionId) => Promise<Recognition | null>
}

const begun: readonly SubmissionStatus[] = [
  'assessing',
  'result-shown',
  'objected',
  'assessed',
  'nominated',
  'recognised',
  'refused',
  'published',
  'revoked',
]

/** Whether there is an external column, and this actor sees it. */
export const showsExternal = (actor: Actor, row: SubmissionRow) =>
  begun.includes(row.status) && seesExternal(actor, row)

export function presentSummary(actor: Actor, row: SubmissionRow, now: Date): SubmissionSummary {
  const { set, unit, assessor, campaign } = row
  const { verifiedOn, ...mark } = set
  return {
    id: row.id,
    campaignUnitId: row.campaignUnitId,
    campaign: { ...campaign, closedAt: campaign.closedAt?.toISOString() ?? null },
    unit,
    assessor,
    set: { ...mark, verified: verifiedOn !== null },
    status: row.status,
    round: row.round,
    answered: row.answered,
    lines: row.lineCount,
    selfLevel: row.selfLevel,
    externalLevel: showsExternal(actor, row) ? row.externalLevel : null,
    recognisedLevel: row.recognisedLevel,
    due: row.due,
    late: isLate(row, now),
    statusSince: row.statusSince.toISOString(),
    version: row.version,
    actions: actionsFor(actor, row),
    waitsForAnother: waitsForAnother(actor, row),
  }
}

export type Parts = {
  definition: IndicatorSetDefinition
  /** The set that the one of the file refines. */
  refined: Refined | null
  self: readonly LineRow[]
  /** Empty for those who may not see them yet. */
  external: readonly ExternalLineRow[]
  team: TeamMember[]
  recognition: Recognition | null
}

export function presentSubmission(actor: Actor, row: SubmissionRow, parts: Parts, now: Date): Submission {
  const { definition, refined, self, external, team, recognition } = parts
  const shows = showsExternal(actor, row)
  return {
    ...presentSummary(actor, row, now),
    mayScore: mayScore(actor, row),
    mayAssess: mayAssess(actor, row),
    selfAssessmentDue: row.selfAssessmentDue,
    externalAssessmentDue: row.externalAssessmentDue,
    returnDue: row.returnDue,
    objectionDue: row.objectionDue,
    selfResult: resultOf(definition, answersOf(self)),
    externalResult: shows ? resultOf(definition, answersOf(external)) : null,
    underRefined: refined && {
      set: refined.mark,
      self: resultUnder(refined.definition, definition, answersOf(self)),
      external: shows ? resultUnder(refined.definition, definition, answersOf(external)) : null,
    },
    recognition,
    team,
  }
}

type LineParts = { self: LineRow | undefined; external: ExternalLineRow | undefined; remark: string | undefined }

/** One row of the form; `shows` says whether the external column is there for the one who asks. */
export const presentLine = (code: string, { self, external, remark }: LineParts, shows: boolean): Line => ({
  code,
  answer: self ? answerOf(self) : emptyAnswer,
  version: self?.version ?? 0,
  savedAt: self?.savedAt.toISOString() ?? null,
  savedBy: self?.savedBy ?? null,
  remark: remark ?? null,
  external: shows
    ? {
        answer: external ? answerOf(external) : emptyAnswer,
        reason: external?.reason ?? '',
        version: external?.version ?? 0,
        savedAt: external?.savedAt.toISOString() ?? null,
        savedBy: external?.savedBy ?? null,
      }
    : null,
})

/** Every row of the form, in the order of the official text. */
export function presentLines(parts: Parts & { remarks: readonly Remark[] }, shows: boolean): Line[] {
  const self = new Map(parts.self.map((line) => [line.criterionCode, line]))
  const external = new Map(parts.external.map((line) => [line.criterionCode, line]))
  const remarks = new Map(parts.remarks.map(({ criterion, text }) => [criterion, text]))
  return linesOf(parts.definition).map(({ criterion: { code } }) =>
    presentLine(code, { self: self.get(code), external: external.get(code), remark: remarks.get(code) }, shows),
  )
}

type EventRow = Awaited<ReturnType<typeof listEvents>>[number]

/** An entry of the timeline. What the team has found stays unsaid as long as its column is hidden. */
export const presentEvent = (event: EventRow, shows: boolean): TimelineEntry => ({
  id: event.id,
  action: event.action,
  from: event.fromStatus,
  to: event.toStatus,
  at: event.at.toISOString(),
  by: event.actorName,
  standsFor: event.standsFor,
  byUnit: event.unitName,
  reason: event.action === 'complete-assessment' && !shows ? null : event.reason,
  remarks: event.remarks,
  due: event.due,
  selfTotal: event.selfTotal,
  selfLevel: event.selfLevel,
  externalTotal: shows ? event.externalTotal : null,
  externalLevel: shows ? event.externalLevel : null,
  round: event.round,
})
