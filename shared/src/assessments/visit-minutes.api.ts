import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { endpoint } from '../endpoint.ts'
import { uploadRefusals } from '../problem.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { visitMinutes, visitMinutesId, visitMinutesMove, visitMinutesSave } from './visit-minutes.schema.ts'

const params = z.object({ id: submissionId })
const reply = z.object({ items: z.array(visitMinutes).describe('The newest first'), mayBegin: z.boolean() })

export const listVisitMinutes = endpoint({
  name: 'listVisitMinutes',
  method: 'GET',
  path: '/submissions/:id/visit-minutes',
  summary: 'Minutes of each time the team worked at the unit, in all versions; to the unit once they were shown to it',
  access: 'submission.read',
  params,
  reply,
  refusals: ['submission.not-found'],
})

export const saveVisitMinutes = endpoint({
  name: 'saveVisitMinutes',
  method: 'PUT',
  path: '/submissions/:id/visit-minutes',
  summary: 'The head or the secretary of the team drafts minutes: of the first or a further time, or a correction',
  access: 'assessment.score',
  params,
  body: visitMinutesSave,
  reply,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'visit-minutes.stale',
    'visit-minutes.wrong-state',
    'visit-minutes.correction-missing',
    'visit-minutes.not-found',
  ],
})

export const moveVisitMinutes = endpoint({
  name: 'moveVisitMinutes',
  method: 'POST',
  path: '/submissions/:id/visit-minutes/moves',
  summary: 'Shows the minutes to the unit, takes them back, answers for the unit, or closes them',
  access: 'submission.read',
  params,
  body: visitMinutesMove,
  reply,
  refusals: [
    'submission.not-found',
    'submission.wrong-state',
    'visit-minutes.stale',
    'visit-minutes.wrong-state',
    'visit-minutes.incomplete',
    'visit-minutes.due-outside-window',
  ],
})

const ofMinutes = params.extend({ minutesId: visitMinutesId })

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const addVisitMinutesScan = endpoint({
  name: 'addVisitMinutesScan',
  method: 'POST',
  path: '/submissions/:id/visit-minutes/:minutesId/scan',
  summary: 'Closed minutes as both sides signed them (multipart/form-data: file); a newer scan comes before it',
  access: 'submission.read',
  params: ofMinutes,
  reply: attachment,
  refusals: ['submission.not-found', 'visit-minutes.not-found', 'visit-minutes.wrong-state', ...uploadRefusals],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadVisitMinutesScan = endpoint({
  name: 'downloadVisitMinutesScan',
  method: 'GET',
  path: '/submissions/:id/visit-minutes/:minutesId/scan',
  summary: 'The signed minutes as they were uploaded last',
  access: 'submission.read',
  params: ofMinutes,
  reply: z.unknown(),
  refusals: ['submission.not-found', 'visit-minutes.not-found', 'attachment.not-found'],
})
