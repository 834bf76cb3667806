import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { day, page, pageQuery, searchText } from '../page.ts'
import {
  attendanceMark,
  attendanceState,
  attendeesOf,
  bodyAttendance,
  invitedUnit,
  trainingAttendee,
  trainingAttendeeId,
  trainingCandidate,
  unitTraining,
} from './attendance.schema.ts'
import { trainingSiteId } from './training.schema.ts'
import { ofTraining } from './trainings.api.ts'

/** What a list of attendees is narrowed to. */
export const attendeeFilters = z.object({
  q: searchText.optional(),
  unitId: unitId.optional(),
  bodyUnitId: unitId.optional().describe('Units of this managing body, itself included'),
  siteId: trainingSiteId.optional(),
  mark: z.enum(['open', 'attended', 'absent']).optional(),
})

export const listTrainingAttendees = endpoint({
  name: 'listTrainingAttendees',
  method: 'GET',
  path: '/training-sessions/:id/attendees',
  summary: 'Who is registered, by managing body, unit and name; a unit sees its own, the organiser everybody',
  access: 'training.read',
  params: ofTraining,
  query: pageQuery.extend(attendeeFilters.shape),
  reply: page(trainingAttendee),
  refusals: ['training.not-found'],
})

export const listTrainingCandidates = endpoint({
  name: 'listTrainingCandidates',
  method: 'GET',
  path: '/training-sessions/:id/candidates',
  summary: 'People of an invited unit who can be registered',
  access: 'training.register',
  params: ofTraining,
  query: z.object({ unitId: unitId.optional() }),
  reply: z.object({ items: z.array(trainingCandidate) }),
  refusals: ['training.not-found', 'training.unit-not-invited'],
})

export const registerForTraining = endpoint({
  name: 'registerForTraining',
  method: 'POST',
  path: '/training-sessions/:id/attendees',
  summary: 'Registers people of your unit, or guests; the organiser may do so for every invited unit',
  access: 'training.register',
  params: ofTraining,
  body: attendeesOf,
  reply: z.object({ items: z.array(trainingAttendee) }),
  refusals: [
    'training.not-found',
    'training.wrong-state',
    'training.unit-not-invited',
    'training.person-unfit',
    'training.name-missing',
    'training.already-registered',
    'training.site-unknown',
  ],
})

export const withdrawFromTraining = endpoint({
  name: 'withdrawFromTraining',
  method: 'DELETE',
  path: '/training-sessions/:id/attendees/:attendeeId',
  summary: 'Takes somebody off the list, as long as it is not said that they came',
  access: 'training.register',
  params: ofTraining.extend({ attendeeId: trainingAttendeeId }),
  reply: z.object({ id: trainingAttendeeId }),
  refusals: ['training.not-found', 'training.attendee-not-found', 'training.wrong-state', 'training.attended'],
})

export const markAttendance = endpoint({
  name: 'markAttendance',
  method: 'POST',
  path: '/training-sessions/:id/attendance',
  summary: 'Says of many at once who came and who did not; from the day of the session until it is closed',
  access: 'training.organise',
  params: ofTraining,
  body: z.object({ marks: z.array(attendanceMark).min(1).max(1000) }),
  reply: z.object({ marked: z.int() }),
  refusals: ['training.not-found', 'training.attendee-not-found', 'training.wrong-state', 'training.not-begun'],
})

export const listInvitedUnits = endpoint({
  name: 'listInvitedUnits',
  method: 'GET',
  path: '/training-sessions/:id/units',
  summary: 'Invited units with how many they registered and how many came',
  access: 'training.read',
  params: ofTraining,
  query: pageQuery.extend({
    q: searchText.optional(),
    bodyUnitId: unitId.optional(),
    state: attendanceState.optional(),
  }),
  reply: page(invitedUnit),
  refusals: ['training.not-found'],
})

export const countTrainingByBody = endpoint({
  name: 'countTrainingByBody',
  method: 'GET',
  path: '/training-sessions/:id/bodies',
  summary: 'The same counted for each managing body',
  access: 'training.read',
  params: ofTraining,
  reply: z.object({ items: z.array(bodyAttendance) }),
  refusals: ['training.not-found'],
})

/** What the table over all sessions is narrowed to. */
export const trainingReportFilters = z.object({
  q: searchText.optional(),
  bodyUnitId: unitId.optional(),
  campaignId: campaignId.optional(),
  from: day.optional().describe('Sessions that begin on this day or later'),
  until: day.optional(),
  never: z.enum(['true']).optional().describe('Only units that came to none of them'),
})

export const listTrainingByUnit = endpoint({
  name: 'listTrainingByUnit',
  method: 'GET',
  path: '/training-attendance',
  summary: 'Units of your subtree over all sessions that have begun: to how many each was invited, to how many it came',
  access: 'training.read',
  query: pageQuery.extend(trainingReportFilters.shape),
  reply: page(unitTraining),
  refusals: [],
})
