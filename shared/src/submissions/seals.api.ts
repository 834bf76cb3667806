import { z } from 'zod'
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
