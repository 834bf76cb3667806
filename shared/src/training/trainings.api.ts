import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { day, page, pageQuery, searchText, version } from '../page.ts'
import { uploadRefusals } from '../problem.ts'
import {
  newTraining,
  training,
  trainingChange,
  trainingEvent,
  trainingInvitation,
  trainingPreview,
  trainingSessionId,
  trainingStatus,
  trainingSummary,
} from './training.schema.ts'

export const ofTraining = z.object({ id: trainingSessionId })
const planFaults = ['training.times-out-of-order', 'training.place-missing', 'campaign.not-found'] as const

export const listTrainings = endpoint({
  name: 'listTrainings',
  method: 'GET',
  path: '/training-sessions',
  summary: 'Training sessions that units of your branch organise or are invited to, the latest first',
  access: 'training.read',
  query: pageQuery.extend({
    q: searchText.optional(),
    status: trainingStatus.optional(),
    campaignId: campaignId.optional(),
    from: day.optional().describe('Begins on this day or later'),
    until: day.optional().describe('Begins on this day or earlier'),
  }),
  reply: page(trainingSummary),
  refusals: [],
})

export const getTraining = endpoint({
  name: 'getTraining',
  method: 'GET',
  path: '/training-sessions/:id',
  summary: 'One training session with its materials',
  access: 'training.read',
  params: ofTraining,
  reply: training,
  refusals: ['training.not-found'],
})

export const previewTraining = endpoint({
  name: 'previewTraining',
  method: 'POST',
  path: '/training-sessions/preview',
  summary: 'Who would be invited; changes nothing',
  access: 'training.organise',
  body: trainingInvitation,
  reply: trainingPreview,
  refusals: ['unit.not-found'],
})

export const createTraining = endpoint({
  name: 'createTraining',
  method: 'POST',
  path: '/training-sessions',
  summary: 'Announces a session of your unit and invites units of your branch to it',
  access: 'training.organise',
  body: newTraining,
  reply: training,
  refusals: [...planFaults, 'unit.not-found', 'training.nobody-invited'],
})

export const changeTraining = endpoint({
  name: 'changeTraining',
  method: 'PUT',
  path: '/training-sessions/:id',
  summary: 'Changes a session; the invited are told of another time or place',
  access: 'training.organise',
  params: ofTraining,
  body: trainingChange,
  reply: training,
  refusals: [...planFaults, 'training.not-found', 'training.stale', 'training.wrong-state', 'training.site-unknown'],
})

export const inviteToTraining = endpoint({
  name: 'inviteToTraining',
  method: 'POST',
  path: '/training-sessions/:id/invitations',
  summary: 'Invites further units; those already invited stay so',
  access: 'training.organise',
  params: ofTraining,
  body: trainingInvitation,
  reply: training,
  refusals: ['training.not-found', 'training.wrong-state', 'unit.not-found'],
})

export const uninviteFromTraining = endpoint({
  name: 'uninviteFromTraining',
  method: 'DELETE',
  path: '/training-sessions/:id/invitations/:unitId',
  summary: 'Takes back the invitation of a unit that has registered nobody',
  access: 'training.organise',
  params: ofTraining.extend({ unitId }),
  reply: training,
  refusals: ['training.not-found', 'training.wrong-state', 'unit.not-found', 'training.unit-registered'],
})

export const cancelTraining = endpoint({
  name: 'cancelTraining',
  method: 'POST',
  path: '/training-sessions/:id/cancel',
  summary: 'Cancels a session with the reason, which the invited are told',
  access: 'training.organise',
  params: ofTraining,
  body: z.object({ version, reason: z.string().trim().min(3).max(1000) }),
  reply: training,
  refusals: ['training.not-found', 'training.stale', 'training.wrong-state'],
})

export const closeTraining = endpoint({
  name: 'closeTraining',
  method: 'POST',
  path: '/training-sessions/:id/close',
  summary: 'Closes a session that was held: who attended becomes its record',
  access: 'training.organise',
  params: ofTraining,
  body: z.object({ version, conclusion: z.string().trim().max(10_000) }),
  reply: training,
  refusals: ['training.not-found', 'training.stale', 'training.wrong-state', 'training.not-begun'],
})

export const reopenTraining = endpoint({
  name: 'reopenTraining',
  method: 'POST',
  path: '/training-sessions/:id/reopen',
  summary: 'Opens a closed session again to mend its record, with the reason',
  access: 'training.organise',
  params: ofTraining,
  body: z.object({ version, reason: z.string().trim().min(3).max(1000) }),
  reply: training,
  refusals: ['training.not-found', 'training.stale', 'training.wrong-state'],
})

export const listTrainingEvents = endpoint({
  name: 'listTrainingEvents',
  method: 'GET',
  path: '/training-sessions/:id/events',
  summary: 'What became of a session, the newest first',
  access: 'training.read',
  params: ofTraining,
  reply: z.object({ items: z.array(trainingEvent) }),
  refusals: ['training.not-found'],
})

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const addTrainingFile = endpoint({
  name: 'addTrainingFile',
  method: 'POST',
  path: '/training-sessions/:id/attachments',
  summary: 'Adds a file to the materials of a session (multipart/form-data: file)',
  access: 'training.organise',
  params: ofTraining,
  reply: training,
  refusals: ['training.not-found', 'training.wrong-state', ...uploadRefusals],
})

const ofFile = ofTraining.extend({ attachmentId: z.uuid() })

export const removeTrainingFile = endpoint({
  name: 'removeTrainingFile',
  method: 'DELETE',
  path: '/training-sessions/:id/attachments/:attachmentId',
  summary: 'Takes a file from the materials of a session',
  access: 'training.organise',
  params: ofFile,
  reply: training,
  refusals: ['training.not-found', 'training.wrong-state', 'attachment.not-found'],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadTrainingFile = endpoint({
  name: 'downloadTrainingFile',
  method: 'GET',
  path: '/training-sessions/:id/attachments/:attachmentId',
  summary: 'A file of the materials',
  access: 'training.read',
  params: ofFile,
  reply: z.unknown(),
  refusals: ['training.not-found', 'attachment.not-found'],
})
