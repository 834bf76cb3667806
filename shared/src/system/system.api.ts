import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

export const getHealth = endpoint({
  name: 'getHealth',
  method: 'GET',
  path: '/health',
  summary: 'The process lives',
  access: 'public',
  reply: z.object({ status: z.literal('ok') }),
  refusals: [],
})

export const getReadiness = endpoint({
  name: 'getReadiness',
  method: 'GET',
  path: '/ready',
  summary: 'The database answers and every migration has run',
  access: 'public',
  reply: z.object({ status: z.literal('ready'), database: z.string(), migrations: z.int() }),
  refusals: ['server.busy'],
})
