import type {
  answer,
  CouncilDuty,
  CouncilMinutesId,
  CouncilPaper,
  CouncilStep,
  drawnData,
  PersonId,
  ProblemCode,
  StandsFor,
  SubmissionId,
  UnitId,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'
import { lineColumns } from '../submissions/index.ts'

export const councils = pgTable('councils', {
  submissionId: reference<SubmissionId>('submission_id').primaryKey(),
  version: integer().notNull(),
  steps: jsonb().$type<CouncilStep[]>().notNull().default([]),
})

export const councilDecisions = pgTable('council_decisions', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  sequence: integer().notNull(),
  number: text().notNull(),
  signedOn: date('signed_on').notNull(),
  signatory: text().notNull(),
  office: text().notNull(),
  reason: text(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  madeById: uuid('made_by_id').notNull(),
  /** KT.: whom the one who recorded it stood for. */
  standsFor: jsonb('stands_for').$type<StandsFor>(),
})

export const councilMembers = pgTable('council_members', {
  id: primaryId<string>(),
  decisionId: uuid('decision_id').notNull(),
  position: integer().notNull(),
  personId: reference<PersonId>('person_id'),
  name: text().notNull(),
  office: text().notNull(),
  duty: text().$type<CouncilDuty>().notNull(),
})

export const councilAssignments = pgTable(
  'council_assignments',
  {
    submissionId: reference<SubmissionId>('submission_id').notNull(),
    criterionCode: text('criterion_code').notNull(),
    personId: reference<PersonId>('person_id').notNull(),
    assignedAt: instant('assigned_at').notNull(),
    assignedBy: text('assigned_by').notNull(),
    assignedById: uuid('assigned_by_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.criterionCode, table.personId] })],
)

export const councilScores = pgTable(
  'council_scores',
  {
    ...lineColumns(),
    savedAt: instant('saved_at').notNull(),
    personId: reference<PersonId>('person_id').notNull(),
    comment: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.criterionCode, table.personId] })],
)

type WireAnswer = z.input<typeof answer>
/** A member's score as the council had it before it, with its version. */
export type SeenScore = { personId: PersonId; version: number; answer: WireAnswer; comment: string }

export const councilSettlements = pgTable('council_settlements', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  criterionCode: text('criterion_code').notNull(),
  answer: jsonb().$type<WireAnswer>().notNull(),
  reason: text(),
  scores: jsonb().$type<SeenScore[]>().notNull(),
  settledAt: instant('settled_at').notNull(),
  settledBy: text('settled_by').notNull(),
  settledById: uuid('settled_by_id').notNull(),
})

export const councilMinutes = pgTable('council_minutes', {
  id: primaryId<CouncilMinutesId>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  meeting: integer().notNull(),
  revision: integer().notNull(),
  correction: text(),
  /** The council that met. */
  decisionId: uuid('decision_id').notNull(),
  version: integer().notNull().default(1),
  number: text(),
  heldFrom: instant('held_from').notNull(),
  heldTo: instant('held_to'),
  place: text().notNull().default(''),
  attendance: jsonb().$type<{ memberId: string; present: boolean; note: string }[]>().notNull(),
  headings: jsonb().$type<{ title: string; text: string }[]>().notNull(),
  conclusion: text().notNull().default(''),
  votes: jsonb().$type<{ for: number; against: number; abstained: number }>(),
  /** As on the wire. */
  drawn: jsonb().$type<z.input<typeof drawnData>>(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
  savedById: uuid('saved_by_id').notNull(),
  chairpersonSignedAt: instant('chairperson_signed_at'),
  chairpersonSignedBy: text('chairperson_signed_by'),
  chairpersonSignedById: uuid('chairperson_signed_by_id'),
  secretarySignedAt: instant('secretary_signed_at'),
  secretarySignedBy: text('secretary_signed_by'),
  secretarySignedById: uuid('secretary_signed_by_id'),
  closedAt: instant('closed_at'),
})

export const submissionApprovals = pgTable('submission_approvals', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  submissionVersion: integer('submission_version').notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  number: text().notNull(),
  signedOn: date('signed_on').notNull(),
  year: integer()
    .notNull()
    .generatedAlwaysAs(sql`extract(year from signed_on)::integer`),
  signatory: text().notNull(),
  office: text().notNull(),
  withoutCouncil: text('without_council'),
  approvedAt: instant('approved_at').notNull(),
  approvedBy: text('approved_by').notNull(),
  approvedById: uuid('approved_by_id').notNull(),
  standsFor: jsonb('stands_for').$type<StandsFor>(),
})

export const councilPapers = pgTable('council_papers', {
  id: primaryId<string>(),
  submissionId: reference<SubmissionId>('submission_id').notNull(),
  paper: text().$type<CouncilPaper>().notNull(),
  aboutId: uuid('about_id').notNull(),
  attachmentId: uuid('attachment_id').notNull(),
})

/** What the user is told when the database says no. */
export const councilConstraints = {
  councils_pkey: 'council.stale',
  council_decisions_sequence: 'council.stale',
  council_decisions_number: 'council.number-taken',
  council_members_once: 'council.person-twice',
  council_members_officers: 'council.officers-missing',
  council_members_one_chairperson: 'council.officers-missing',
  council_members_one_secretary: 'council.officers-missing',
  council_scores_score: 'line.score-above-maximum',
  council_scores_awarded: 'line.score-above-maximum',
  council_scores_part_of_whole: 'line.figures-out-of-range',
  council_minutes_one_draft: 'council-minutes.draft-open',
  council_minutes_revision: 'council-minutes.draft-open',
  submission_approvals_number: 'approval.number-taken',
  submission_approvals_once: 'submission.stale',
} satisfies Record<string, ProblemCode>
