import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { givenAddress } from '../evidence/piece.schema.ts'
import { unitId, unitSummary, unitType } from '../org/unit.schema.ts'
import { givenMoment, moment, version } from '../page.ts'

export const trainingSessionId = z.uuid().brand<'TrainingSessionId'>()
export type TrainingSessionId = z.infer<typeof trainingSessionId>
export const trainingSiteId = z.uuid().brand<'TrainingSiteId'>()
export type TrainingSiteId = z.infer<typeof trainingSiteId>

export const trainingForms = ['in-person', 'online', 'both'] as const
export const trainingForm = z.enum(trainingForms)
export type TrainingForm = z.infer<typeof trainingForm>

/** `closed`: its record stands; who attended is no longer changed. */
export const trainingStatuses = ['planned', 'closed', 'cancelled'] as const
export const trainingStatus = z.enum(trainingStatuses)
export type TrainingStatus = z.infer<typeof trainingStatus>

/** One of several places that follow a session together (điểm cầu; source 002). */
export const trainingSite = z.object({
  id: trainingSiteId,
  name: z.string().trim().min(1).max(200),
  address: z.string().trim().max(300),
})
export type TrainingSite = z.infer<typeof trainingSite>
const trainingLink = z.object({ title: z.string().trim().min(1).max(200), url: givenAddress })

const details = z.object({
  campaignId: campaignId.nullable(),
  title: z.string().trim().min(5).max(300),
  startsAt: givenMoment,
  endsAt: givenMoment,
  form: trainingForm,
  place: z.string().trim().max(300).describe('Where it is held; may be empty where it is online only'),
  link: givenAddress.nullable().describe('Where to join online'),
  sites: z
    .array(trainingSite.extend({ id: trainingSiteId.nullable().describe('null: a new one') }))
    .max(200)
    .describe('Places that follow it together; whoever registers may name theirs'),
  topics: z.string().trim().max(10_000).describe('One a line'),
  links: z.array(trainingLink).max(20).describe('Materials on the web'),
})
export type TrainingDetails = z.infer<typeof details>

/** Who is invited: units of the organiser’s branch by kind and area, and units picked one by one. */
export const trainingInvitation = z.object({
  unitTypes: z.array(unitType).max(13).describe('Every unit of these kinds'),
  withinUnitIds: z.array(unitId).max(500).describe('… in these subtrees; the whole branch when empty'),
  unitIds: z.array(unitId).max(5000).describe('And these'),
})
export type TrainingInvitation = z.infer<typeof trainingInvitation>

export const newTraining = details.extend({ invitation: trainingInvitation })
export type NewTraining = z.infer<typeof newTraining>
export const trainingChange = details.extend({ version })
export type TrainingChange = z.infer<typeof trainingChange>

export const trainingActions = [
  'edit',
  'invite',
  'cancel',
  'close',
  'reopen',
  'mark',
  'register',
  'ask',
  'answer',
] as const

/** Units and people as far as the caller sees them. */
const counts = z.object({
  invitedUnits: z.int(),
  registeredUnits: z.int(),
  registeredPeople: z.int(),
  attendedUnits: z.int(),
  attendedPeople: z.int(),
})

export const trainingSummary = z
  .object({
    id: trainingSessionId,
    title: z.string(),
    startsAt: moment,
    endsAt: moment,
    form: trainingForm,
    place: z.string(),
    status: trainingStatus,
    organiser: unitSummary,
    campaign: z.object({ id: campaignId, title: z.string() }).nullable(),
    counts,
    /** How many of the caller’s own unit are registered; null where it is not invited. */
    ownRegistered: z.int().nullable(),
    version: z.int(),
    actions: z.array(z.enum(trainingActions)),
  })
  .meta({ id: 'TrainingSummary' })
export type TrainingSummary = z.infer<typeof trainingSummary>

export const training = trainingSummary
  .extend({
    link: z.string().nullable(),
    sites: z.array(trainingSite),
    topics: z.string(),
    links: z.array(trainingLink),
    attachments: z.array(attachment),
    conclusion: z.string().describe('What the record says; empty until the session is closed'),
    cancelReason: z.string().nullable(),
  })
  .meta({ id: 'Training' })
export type Training = z.infer<typeof training>

/** What an invitation would come to, before anything is sent. */
export const trainingPreview = z.object({
  unitCount: z.int(),
  byType: z.array(z.object({ type: unitType, count: z.int() })),
  byBody: z.array(z.object({ body: unitSummary, count: z.int() })),
})
export type TrainingPreview = z.infer<typeof trainingPreview>

export const trainingEvent = z.object({
  id: z.uuid(),
  action: z.enum(['invited', 'changed', 'units-added', 'unit-removed', 'closed', 'reopened', 'cancelled']),
  /** By field: what it was, what it is. */
  changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
  reason: z.string().nullable(),
  at: moment,
  actorName: z.string(),
})
export type TrainingEvent = z.infer<typeof trainingEvent>
