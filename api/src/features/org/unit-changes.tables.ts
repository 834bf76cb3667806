import {
  unitChangeKinds,
  unitChangeStatuses,
  unitTypes,
  type ApiKeyId,
  type HandedOverFile,
  type MembershipId,
  type Ownership,
  type PersonId,
  type ProblemCode,
  type UnitChangeId,
  type UnitChangePart,
  type UnitChangeReport,
  type UnitId,
  type UnitState,
  type UnitSteps,
} from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { boolean, date, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, ltree, newId, primaryId, reference } from '../../platform/db/columns.ts'

/** What an operation does, as it is kept until its day: the steps, and the memberships that go on in a successor. */
export type KeptSteps = { steps: UnitSteps; carry: MembershipId[] }

export const unitChanges = pgTable('unit_changes', {
  id: primaryId<UnitChangeId>(),
  kind: text({ enum: unitChangeKinds }).notNull(),
  effectiveOn: date('effective_on').notNull(),
  decisionNumber: text('decision_number').notNull(),
  decisionDate: date('decision_date').notNull(),
  note: text().notNull().default(''),
  handOver: boolean('hand_over').notNull(),
  steps: jsonb().$type<KeptSteps>().notNull(),
  undoes: reference<UnitChangeId>('undoes'),
  recordedAt: instant('recorded_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  actorName: text('actor_name').notNull(),
  actorUnitId: reference<UnitId>('actor_unit_id').notNull(),
  actorPersonId: reference<PersonId>('actor_person_id'),
  actorApiKeyId: reference<ApiKeyId>('actor_api_key_id'),
})

/** What an operation came to, or why it could not be carried out. */
export type EventReport = { done?: UnitChangeReport; failure?: string }

export const unitChangeEvents = pgTable('unit_change_events', {
  id: uuid().primaryKey().$defaultFn(newId),
  changeId: reference<UnitChangeId>('change_id').notNull(),
  action: text({ enum: unitChangeStatuses }).notNull(),
  report: jsonb().$type<EventReport>().notNull().default({}),
  /** Of `applied`: the files that changed hands; null where none did, and before this was kept. */
  handedOver: jsonb('handed_over').$type<HandedOverFile[]>(),
  at: instant('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  actorId: uuid('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
})

export const unitChangeUnits = pgTable(
  'unit_change_units',
  {
    changeId: reference<UnitChangeId>('change_id').notNull(),
    unitId: reference<UnitId>('unit_id').notNull(),
    part: text().$type<UnitChangePart>().notNull(),
    before: jsonb().$type<UnitState>(),
    after: jsonb().$type<UnitState>(),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.unitId] })],
)

export const unitSuccessions = pgTable(
  'unit_successions',
  {
    changeId: reference<UnitChangeId>('change_id').notNull(),
    predecessorId: reference<UnitId>('predecessor_id').notNull(),
    successorId: reference<UnitId>('successor_id').notNull(),
    reads: boolean().notNull(),
    undoneBy: reference<UnitChangeId>('undone_by'),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.predecessorId, table.successorId] })],
)

export const unitChangeMemberships = pgTable(
  'unit_change_memberships',
  {
    changeId: reference<UnitChangeId>('change_id').notNull(),
    membershipId: reference<MembershipId>('membership_id').notNull(),
    carriedId: reference<MembershipId>('carried_id'),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.membershipId] })],
)

/** Written by the database whenever `units` is; only operations end one and begin the next. */
export const unitVersions = pgTable('unit_versions', {
  id: uuid().primaryKey().defaultRandom(),
  unitId: reference<UnitId>('unit_id').notNull(),
  validFrom: date('valid_from'),
  validTo: date('valid_to'),
  code: text().notNull(),
  name: text().notNull(),
  type: text({ enum: unitTypes }).notNull(),
  ownership: text().$type<Ownership>(),
  parentId: reference<UnitId>('parent_id'),
  path: ltree().notNull(),
  closed: boolean().notNull(),
  changeId: reference<UnitChangeId>('change_id'),
})

/** What the user is told when the database says no. */
export const unitChangeConstraints = {
  unit_change_events_settled: 'unit-change.wrong-state',
  units_parent_open: 'unit.closed',
  memberships_unit_open: 'unit.closed',
  unit_versions_begin_once: 'unit-change.date-before-last',
  unit_versions_no_overlap: 'unit-change.date-before-last',
  unit_versions_days: 'unit-change.date-before-last',
  unit_versions_no_gap: 'unit-change.date-before-last',
} satisfies Record<string, ProblemCode>
