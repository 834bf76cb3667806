import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { nothing, page, pageQuery, searchText, version } from '../page.ts'
import { uploadRefusals } from '../problem.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { waitingFollowUp } from './follow-up.schema.ts'
import { outliers, outlierThresholds } from './outlier.schema.ts'
import {
  findingId,
  newSupervisionRecord,
  supervisionRecord,
  supervisionContent,
  supervisionStates,
  supervisionSummary,
} from './record.schema.ts'
import { supervisionRecordId } from './record.schema.ts'
import { newSample, sampleDetail, sampleId, sampleSummary } from './sample.schema.ts'

const ofRecord = z.object({ id: supervisionRecordId })
const ofFile = ofRecord.extend({ attachmentId: z.uuid() })
const said = z.string().trim().min(1).max(4000)

export const listSupervisionRecords = endpoint({
  name: 'listSupervisionRecords',
  method: 'GET',
  path: '/supervision-records',
  summary: 'Checks of the province; to those they are about once they are closed; the newest first',
  access: 'submission.read',
  query: pageQuery.extend({
    campaignId: campaignId.optional(),
    unitId: unitId.optional().describe('Of this unit and those below it'),
    submissionId: submissionId.optional(),
    state: z.enum(supervisionStates).optional(),
    open: z.stringbool().optional().describe('With follow-ups that are not settled'),
    q: searchText.optional().describe('Part of the name or code of the unit; accents do not matter'),
  }),
  reply: page(supervisionSummary),
  refusals: [],
})

export const getSupervisionRecord = endpoint({
  name: 'getSupervisionRecord',
  method: 'GET',
  path: '/supervision-records/:id',
  summary: 'One check with its minutes, findings and what came of them',
  access: 'submission.read',
  params: ofRecord,
  reply: supervisionRecord,
  refusals: ['supervision.not-found'],
})

export const createSupervisionRecord = endpoint({
  name: 'createSupervisionRecord',
  method: 'POST',
  path: '/supervision-records',
  summary: 'Begins the record of a check of one school or managing body',
  access: 'supervision.record',
  body: newSupervisionRecord,
  reply: supervisionRecord,
  refusals: [
    'campaign.not-found',
    'unit.not-found',
    'supervision.sample-not-found',
    'supervision.in-the-future',
    'supervision.finding-unfit',
  ],
})

export const saveSupervisionRecord = endpoint({
  name: 'saveSupervisionRecord',
  method: 'PUT',
  path: '/supervision-records/:id',
  summary: 'Writes a draft anew, its findings with it',
  access: 'supervision.record',
  params: ofRecord,
  body: supervisionContent,
  reply: supervisionRecord,
  refusals: [
    'supervision.not-found',
    'supervision.stale',
    'supervision.closed',
    'supervision.in-the-future',
    'supervision.finding-unfit',
  ],
})

export const discardSupervisionRecord = endpoint({
  name: 'discardSupervisionRecord',
  method: 'POST',
  path: '/supervision-records/:id/discard',
  summary: 'Throws a draft away',
  access: 'supervision.record',
  params: ofRecord,
  body: z.object({ version }),
  reply: nothing,
  refusals: ['supervision.not-found', 'supervision.stale', 'supervision.closed'],
})

export const closeSupervisionRecord = endpoint({
  name: 'closeSupervisionRecord',
  method: 'POST',
  path: '/supervision-records/:id/closing',
  summary: 'Closes the record for good and tells the units that it concerns',
  access: 'supervision.record',
  params: ofRecord,
  body: z.object({ version }),
  reply: supervisionRecord,
  refusals: ['supervision.not-found', 'supervision.stale', 'supervision.closed', 'supervision.incomplete'],
})

export const listWaitingFollowUps = endpoint({
  name: 'listWaitingFollowUps',
  method: 'GET',
  path: '/supervision-follow-ups',
  summary:
    'Follow-ups of checks that wait for you, the nearest day first: your unit is to answer, or you look at an answer',
  access: 'submission.read',
  query: pageQuery,
  reply: page(waitingFollowUp),
  refusals: [],
})

export const answerFinding = endpoint({
  name: 'answerFinding',
  method: 'POST',
  path: '/supervision-findings/:id/answers',
  summary: 'The responsible unit says what it has done',
  access: 'deliverable.hand-in',
  params: z.object({ id: findingId }),
  body: z.object({ text: said }),
  reply: supervisionRecord,
  refusals: ['supervision.finding-not-found', 'supervision.wrong-state'],
})

export const reviewFinding = endpoint({
  name: 'reviewFinding',
  method: 'POST',
  path: '/supervision-findings/:id/reviews',
  summary: 'The province settles a follow-up or asks for more',
  access: 'supervision.record',
  params: z.object({ id: findingId }),
  body: z.object({ step: z.enum(['send-back', 'settle']), text: said }),
  reply: supervisionRecord,
  refusals: ['supervision.finding-not-found', 'supervision.wrong-state'],
})

/** Answers the new state; the body is multipart, so the route describes it. */
export const addSupervisionFile = endpoint({
  name: 'addSupervisionFile',
  method: 'POST',
  path: '/supervision-records/:id/files',
  summary: 'Adds a file, such as the scan of the signed minutes; to a closed record as well',
  access: 'supervision.record',
  params: ofRecord,
  reply: supervisionRecord,
  refusals: ['supervision.not-found', 'supervision.too-many-files', ...uploadRefusals],
})

export const removeSupervisionFile = endpoint({
  name: 'removeSupervisionFile',
  method: 'DELETE',
  path: '/supervision-records/:id/files/:attachmentId',
  summary: 'Takes a file from a draft; what lies with a closed record stays',
  access: 'supervision.record',
  params: ofFile,
  reply: supervisionRecord,
  refusals: ['supervision.not-found', 'supervision.closed', 'attachment.not-found'],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadSupervisionFile = endpoint({
  name: 'downloadSupervisionFile',
  method: 'GET',
  path: '/supervision-records/:id/files/:attachmentId',
  summary: 'A file of a record',
  access: 'submission.read',
  params: ofFile,
  reply: z.unknown(),
  refusals: ['supervision.not-found', 'attachment.not-found'],
})

export const listSamples = endpoint({
  name: 'listSamples',
  method: 'GET',
  path: '/supervision-samples',
  summary: 'Random samples of files that the province has drawn, the newest first',
  access: 'supervision.read',
  query: pageQuery.extend({ campaignId: campaignId.optional() }),
  reply: page(sampleSummary),
  refusals: [],
})

export const getSample = endpoint({
  name: 'getSample',
  method: 'GET',
  path: '/supervision-samples/:id',
  summary: 'One draw with its population, so that anyone can draw it again',
  access: 'supervision.read',
  params: z.object({ id: sampleId }),
  reply: sampleDetail,
  refusals: ['supervision.sample-not-found'],
})

export const drawFiles = endpoint({
  name: 'drawFiles',
  method: 'POST',
  path: '/supervision-samples',
  summary: 'Draws files of a campaign at random; the draw is kept for good',
  access: 'supervision.record',
  body: newSample,
  reply: sampleDetail,
  refusals: ['campaign.not-found', 'supervision.nothing-to-draw'],
})

export const listOutliers = endpoint({
  name: 'listOutliers',
  method: 'GET',
  path: '/campaigns/:id/outliers',
  summary: 'Files of a campaign whose figures are worth a look',
  access: 'supervision.read',
  params: z.object({ id: campaignId }),
  query: outlierThresholds,
  reply: outliers,
  refusals: ['campaign.not-found'],
})
