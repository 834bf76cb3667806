import { z } from 'zod'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { endpoint } from '../endpoint.ts'
import { roundDifference, seal } from './seal.schema.ts'
import { submissionId } from './submission.schema.ts'

const params = z.object({ id: submissionId })

export const getSeals = endpoint({
  name: 'getSeals',
  method: 'GET',
  path: '/submissions/:id/seals',
  summary:
    'What was finished, approved, submitted, agreed and recognised, by hash, and whether it still is what stands',
  access: 'submission.read',
  params,
  reply: z.object({ items: z.array(seal) }),
  refusals: ['submission.not-found'],
})

export const getRoundDifference = endpoint({
  name: 'getRoundDifference',
  method: 'GET',
  path: '/submissions/:id/round-difference',
  summary: 'What moved since the round before, and what of that which was asked for has been mended',
  access: 'submission.read',
  params,
  query: z.object({ round: z.coerce.number().int().min(1).max(1000).optional() }),
  reply: roundDifference,
  refusals: ['submission.not-found'],
})

export const getApprovers = endpoint({
  name: 'getApprovers',
  method: 'GET',
  path: '/submissions/:id/approvers',
  summary: 'Why you cannot approve what you wrote, and who can; for the people of the school itself',
  access: 'submission.read',
  params,
  reply: z.object({
    hindrance: z.enum(['finished', 'wrote-most']).nullable(),
    ownLines: z.array(criterionCode).describe('Lines on which your hand is the last'),
    others: z.array(z.object({ name: z.string(), office: z.string().nullable(), standsIn: z.boolean() })),
  }),
  refusals: ['submission.not-found', 'access.denied'],
})
