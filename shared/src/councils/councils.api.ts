import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { nothing, searchText, version } from '../page.ts'
import { uploadRefusals } from '../problem.ts'
import { submission, submissionId } from '../submissions/submission.schema.ts'
import { approvalOrder } from './approval.schema.ts'
import {
  council,
  councilAssignment,
  councilCandidate,
  councilMemberDraft,
  councilOrder,
  councilPaper,
  councilScoreSave,
  councilStep,
  settlementOrder,
} from './council.schema.ts'

const params = z.object({ id: submissionId })
const closed = ['campaign.closed', 'submission.not-found', 'submission.wrong-state'] as const
const answerRefusals = [
  'line.not-found',
  'line.stale',
  'line.score-above-maximum',
  'line.score-off-step',
  'line.score-is-computed',
  'line.figures-out-of-range',
  'line.figures-are-computed',
  'line.unknown-choice',
  'line.unknown-field',
  'line.not-of-this-kind',
] as const

export const getCouncil = endpoint({
  name: 'getCouncil',
  method: 'GET',
  path: '/submissions/:id/council',
  summary: 'The self-assessment council of a file: decisions, members, who does what, how far they are',
  access: 'submission.read',
  params,
  reply: council,
  refusals: ['submission.not-found'],
})

export const proposeCouncil = endpoint({
  name: 'proposeCouncil',
  method: 'GET',
  path: '/submissions/:id/council/proposal',
  summary: 'The newest council of the unit in another file as a start, without those who have left; saves nothing',
  access: 'submission.read',
  params,
  reply: z.object({ schoolYear: z.string().nullable(), members: z.array(councilMemberDraft) }),
  refusals: ['submission.not-found'],
})

export const listCouncilCandidates = endpoint({
  name: 'listCouncilCandidates',
  method: 'GET',
  path: '/submissions/:id/council/candidates',
  summary: 'People of the unit who can be on its council, by name; at most a hundred',
  access: 'submission.read',
  params,
  query: z.object({ q: searchText.optional() }),
  reply: z.object({ items: z.array(councilCandidate) }),
  refusals: ['submission.not-found'],
})

export const decideCouncil = endpoint({
  name: 'decideCouncil',
  method: 'POST',
  path: '/submissions/:id/council/decisions',
  summary: 'Sets the council up, or changes it, by a decision; earlier decisions stay on record',
  access: 'submission.read',
  params,
  body: councilOrder,
  reply: council,
  refusals: [
    ...closed,
    'council.stale',
    'council.officers-missing',
    'council.person-twice',
    'council.person-unfit',
    'council.in-the-future',
    'council.number-taken',
    'council.reason-required',
  ],
})

export const assignCriteria = endpoint({
  name: 'assignCriteria',
  method: 'PUT',
  path: '/submissions/:id/council/assignments',
  summary: 'Says whose lines are whose; of the criteria named, this takes the place of what stood',
  access: 'submission.read',
  params,
  body: z.object({ version, items: z.array(councilAssignment).min(1).max(200) }),
  reply: council,
  refusals: [...closed, 'council.none', 'council.stale', 'council.person-unfit', 'line.not-found'],
})

export const planCouncil = endpoint({
  name: 'planCouncil',
  method: 'PUT',
  path: '/submissions/:id/council/plan',
  summary: 'The council’s own plan: its steps with their days and who answers for them',
  access: 'submission.read',
  params,
  body: z.object({ version, steps: z.array(councilStep).max(40) }),
  reply: council,
  refusals: [...closed, 'council.none', 'council.stale', 'council.person-unfit'],
})

export const saveCouncilScore = endpoint({
  name: 'saveCouncilScore',
  method: 'PUT',
  path: '/submissions/:id/council/scores/:code',
  summary: 'Saves what you, as a member, say about a line that is yours; repeating the very same save is harmless',
  access: 'submission.score',
  params: params.extend({ code: criterionCode }),
  body: councilScoreSave,
  reply: council,
  refusals: [...closed, ...answerRefusals, 'council.none', 'council.not-assigned'],
})

export const settleLines = endpoint({
  name: 'settleLines',
  method: 'POST',
  path: '/submissions/:id/council/settlements',
  summary: 'Takes the agreed answers over into the school’s column, all or none; with a reason where members differ',
  access: 'submission.score',
  params,
  body: settlementOrder,
  reply: council,
  refusals: [...closed, ...answerRefusals, 'council.none', 'council.settlement-reason-required'],
})

export const approveByDecision = endpoint({
  name: 'approveByDecision',
  method: 'POST',
  path: '/submissions/:id/approval',
  summary: 'The head approves the result of the self-assessment by decision',
  access: 'submission.read',
  params,
  body: approvalOrder,
  reply: submission,
  refusals: [
    ...closed,
    'submission.stale',
    'submission.same-person',
    'milestone.locked',
    'approval.number-taken',
    'approval.council-reason-required',
    'approval.in-the-future',
  ],
})

const paper = params.extend({ paper: councilPaper, about: z.uuid() })

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const addCouncilScan = endpoint({
  name: 'addCouncilScan',
  method: 'POST',
  path: '/submissions/:id/council/scans/:paper/:about',
  summary:
    'The signed paper of a decision, of minutes or of an approval (multipart/form-data: file); a newer one comes before it',
  access: 'submission.read',
  params: paper,
  reply: attachment,
  refusals: ['submission.not-found', 'council-paper.not-found', ...uploadRefusals],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadCouncilScan = endpoint({
  name: 'downloadCouncilScan',
  method: 'GET',
  path: '/submissions/:id/council/scans/:paper/:about',
  summary: 'The signed paper as it was uploaded last',
  access: 'submission.read',
  params: paper,
  query: nothing,
  reply: z.unknown(),
  refusals: ['submission.not-found', 'council-paper.not-found', 'attachment.not-found'],
})
