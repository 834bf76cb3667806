import { z } from 'zod'
import { personId } from '../identity/person.schema.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { trainingSite, trainingSiteId } from './training.schema.ts'

export const trainingAttendeeId = z.uuid().brand<'TrainingAttendeeId'>()
export type TrainingAttendeeId = z.infer<typeof trainingAttendeeId>

const attendeeName = z.string().trim().max(120)
const office = z.string().trim().max(120)

/** Somebody of an invited unit: with an account there, or a guest of whom only name and office are kept. */
export const trainingAttendee = z
  .object({
    id: trainingAttendeeId,
    unit: unitSummary,
    body: unitSummary.nullable(),
    personId: personId.nullable(),
    name: z.string(),
    office: z.string(),
    site: trainingSite.pick({ id: true, name: true }).nullable(),
    attended: z.boolean().nullable().describe('null until the organiser says so'),
    registeredAt: moment,
    registeredBy: z.string(),
    actions: z.array(z.enum(['withdraw', 'mark'])),
  })
  .meta({ id: 'TrainingAttendee' })
export type TrainingAttendee = z.infer<typeof trainingAttendee>

export const newAttendee = z.object({
  personId: personId.nullable().describe('null: a guest, who needs a name'),
  name: attendeeName.describe('Of a guest; that of a person is taken from the account'),
  office,
  siteId: trainingSiteId.nullable(),
})
export type NewAttendee = z.infer<typeof newAttendee>

/** People of a unit who can be registered: name and office, nothing else. */
export const trainingCandidate = z.object({
  personId,
  name: z.string(),
  office: z.string().nullable(),
  registered: z.boolean(),
})
export type TrainingCandidate = z.infer<typeof trainingCandidate>

export const attendanceMark = z.object({ attendeeId: trainingAttendeeId, attended: z.boolean().nullable() })

export const attendanceStates = ['none', 'registered', 'attended'] as const
export const attendanceState = z.enum(attendanceStates)
export type AttendanceState = z.infer<typeof attendanceState>

/** One invited unit: how many it registered and how many came. */
export const invitedUnit = z
  .object({
    unit: unitSummary,
    body: unitSummary.nullable(),
    registered: z.int(),
    attended: z.int(),
    actions: z.array(z.enum(['remove'])),
  })
  .meta({ id: 'InvitedUnit' })
export type InvitedUnit = z.infer<typeof invitedUnit>

/** The invited units of one managing body, itself included, counted. */
export const bodyAttendance = z.object({
  body: unitSummary,
  invitedUnits: z.int(),
  registeredUnits: z.int(),
  attendedUnits: z.int(),
  attendedPeople: z.int(),
})
export type BodyAttendance = z.infer<typeof bodyAttendance>

/** One unit over all sessions that have begun: who came, and who never did. */
export const unitTraining = z.object({
  unit: unitSummary,
  body: unitSummary.nullable(),
  invitedSessions: z.int(),
  attendedSessions: z.int(),
  attendedPeople: z.int(),
  lastAttendedOn: day.nullable(),
})
export type UnitTraining = z.infer<typeof unitTraining>

export const attendeesOf = z.object({
  unitId: unitId.optional().describe('Your own when left out; another only by the organiser'),
  people: z.array(newAttendee).min(1).max(100),
})
