import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery, searchText, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import {
  newNominationList,
  nominationFields,
  nominationList,
  nominationListId,
  nominationListSummary,
  nominationProposal,
  nominationStatus,
  notAdded,
} from './nomination.schema.ts'

const params = z.object({ id: nominationListId })
const reason = z.string().trim().min(1).max(2000)

export const listNominationLists = endpoint({
  name: 'listNominationLists',
  method: 'GET',
  path: '/nomination-lists',
  summary: 'Nomination lists of your unit and the bodies below it, the newest first',
  access: 'recognition.nominate',
  query: pageQuery.extend({ campaignId: campaignId.optional(), status: nominationStatus.optional() }),
  reply: page(nominationListSummary),
  refusals: [],
})

export const getNominationList = endpoint({
  name: 'getNominationList',
  method: 'GET',
  path: '/nomination-lists/:id',
  summary: 'One nomination list; each unit with its level as computed and what stands against it now',
  access: 'recognition.nominate',
  params,
  reply: nominationList,
  refusals: ['nomination.not-found'],
})

export const createNominationList = endpoint({
  name: 'createNominationList',
  method: 'POST',
  path: '/nomination-lists',
  summary: 'Begins a nomination list of your unit in a campaign',
  access: 'recognition.nominate',
  body: newNominationList,
  reply: nominationList,
  refusals: ['campaign.not-found', 'nomination.number-taken'],
})

export const changeNominationList = endpoint({
  name: 'changeNominationList',
  method: 'PUT',
  path: '/nomination-lists/:id',
  summary: 'Changes name, number and date of a list that is not with the leader',
  access: 'recognition.nominate',
  params,
  body: nominationFields.extend({ version }),
  reply: nominationList,
  refusals: ['nomination.not-found', 'nomination.wrong-state', 'nomination.stale', 'nomination.number-taken'],
})

export const addNominations = endpoint({
  name: 'addNominations',
  method: 'POST',
  path: '/nomination-lists/:id/items',
  summary:
    'Puts units on a list: those named, or all assessed ones of your unit that fit the filter; says what was left',
  access: 'recognition.nominate',
  params,
  body: z.object({
    submissionIds: z.array(submissionId).max(2000).optional(),
    filter: z.object({ q: searchText.optional(), level: z.int().min(1).max(9).optional() }).optional(),
  }),
  reply: z.object({ list: nominationList, added: z.int(), left: z.array(notAdded) }),
  refusals: ['nomination.not-found', 'nomination.wrong-state', 'submission.not-found'],
})

export const removeNominations = endpoint({
  name: 'removeNominations',
  method: 'POST',
  path: '/nomination-lists/:id/removals',
  summary: 'Takes units off a list; from one that is with the leader with the reason, and their files go back',
  access: 'recognition.nominate',
  params,
  body: z.object({ submissionIds: z.array(submissionId).min(1).max(2000), reason: reason.nullable() }),
  reply: nominationList,
  refusals: [
    'nomination.not-found',
    'nomination.wrong-state',
    'nomination.not-listed',
    'submission.not-found',
    'submission.reason-required',
  ],
})

export const proposeNominationList = endpoint({
  name: 'proposeNominationList',
  method: 'POST',
  path: '/nomination-lists/:id/proposal',
  summary: 'Checks every unit of a list and hands it to the leader',
  access: 'recognition.nominate',
  params,
  body: nominationProposal,
  reply: nominationList,
  refusals: [
    'campaign.closed',
    'nomination.not-found',
    'nomination.wrong-state',
    'nomination.stale',
    'nomination.empty',
    'nomination.unnumbered',
    'nomination.not-ready',
    'submission.not-found',
    'decision.in-the-future',
  ],
})

export const returnNominationList = endpoint({
  name: 'returnNominationList',
  method: 'POST',
  path: '/nomination-lists/:id/return',
  summary: 'The leader sends a list back, with the reason; its files go back to assessed',
  access: 'recognition.decide',
  params,
  body: z.object({ version, reason }),
  reply: nominationList,
  refusals: ['nomination.not-found', 'nomination.wrong-state', 'nomination.stale', 'submission.not-found'],
})

export const discardNominationList = endpoint({
  name: 'discardNominationList',
  method: 'POST',
  path: '/nomination-lists/:id/discard',
  summary: 'Gives up a list that is not with the leader; its units are free for another',
  access: 'recognition.nominate',
  params,
  body: z.object({ version }),
  reply: nominationList,
  refusals: ['nomination.not-found', 'nomination.wrong-state', 'nomination.stale'],
})
