import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { nothing, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { councilMinutes, councilMinutesId, councilMinutesSave } from './minutes.schema.ts'

const params = z.object({ id: submissionId })
const one = params.extend({ minutesId: councilMinutesId })
const closed = ['campaign.closed', 'submission.not-found', 'submission.wrong-state'] as const

export const listCouncilMinutes = endpoint({
  name: 'listCouncilMinutes',
  method: 'GET',
  path: '/submissions/:id/council/minutes',
  summary: 'Minutes of the council’s meetings, the newest first; drafts for people of the unit only',
  access: 'submission.read',
  params,
  reply: z.object({ items: z.array(councilMinutes), mayBegin: z.boolean() }),
  refusals: ['submission.not-found'],
})

export const beginCouncilMinutes = endpoint({
  name: 'beginCouncilMinutes',
  method: 'POST',
  path: '/submissions/:id/council/minutes',
  summary: 'Begins the minutes of a meeting, or a correction of closed ones with its reason',
  access: 'submission.score',
  params,
  body: z.object({ corrects: councilMinutesId.nullable(), reason: z.string().trim().max(2000).nullable() }),
  reply: councilMinutes,
  refusals: [
    ...closed,
    'council.none',
    'council-minutes.not-found',
    'council-minutes.draft-open',
    'council-minutes.reason-required',
  ],
})

export const saveCouncilMinutes = endpoint({
  name: 'saveCouncilMinutes',
  method: 'PUT',
  path: '/submissions/:id/council/minutes/:minutesId',
  summary: 'Saves minutes that are not closed; a signature under an earlier text goes',
  access: 'submission.score',
  params: one,
  body: councilMinutesSave,
  reply: councilMinutes,
  refusals: [
    ...closed,
    'council.none',
    'council-minutes.not-found',
    'council-minutes.stale',
    'council-minutes.closed',
    'council-minutes.unknown-member',
  ],
})

export const signCouncilMinutes = endpoint({
  name: 'signCouncilMinutes',
  method: 'POST',
  path: '/submissions/:id/council/minutes/:minutesId/signature',
  summary: 'Signs minutes as chairperson or secretary; the second signature closes them',
  access: 'submission.score',
  params: one,
  body: z.object({ version }),
  reply: councilMinutes,
  refusals: [
    ...closed,
    'council.none',
    'council-minutes.not-found',
    'council-minutes.stale',
    'council-minutes.closed',
    'council-minutes.incomplete',
    'council-minutes.moved',
  ],
})

export const discardCouncilMinutes = endpoint({
  name: 'discardCouncilMinutes',
  method: 'DELETE',
  path: '/submissions/:id/council/minutes/:minutesId',
  summary: 'Discards minutes that nobody has signed',
  access: 'submission.score',
  params: one,
  reply: nothing,
  refusals: [...closed, 'council.none', 'council-minutes.not-found', 'council-minutes.closed'],
})
