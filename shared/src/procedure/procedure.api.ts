import { endpoint } from '../endpoint.ts'
import { procedure } from './procedure.schema.ts'

export const getProcedure = endpoint({
  name: 'getProcedure',
  method: 'GET',
  path: '/procedure',
  summary: 'The whole procedure as the server obeys it: states, moves and who makes them',
  access: 'acting',
  reply: procedure,
  refusals: [],
})
