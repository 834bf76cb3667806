import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { nothing } from '../page.ts'
import { personId } from './ids.ts'
import { erasureRequest, person } from './person.schema.ts'
import { erasureOrder, erasureReason, personalData } from './personal-data.schema.ts'

const params = z.object({ id: personId })

export const getMyData = endpoint({
  name: 'getMyData',
  method: 'GET',
  path: '/me/data',
  summary: 'Everything kept about oneself',
  access: 'session',
  reply: personalData,
  refusals: [],
})

export const getMyErasureRequest = endpoint({
  name: 'getMyErasureRequest',
  method: 'GET',
  path: '/me/erasure-request',
  summary: 'One’s own open wish to be erased, or null',
  access: 'session',
  reply: z.object({ request: erasureRequest.nullable() }),
  refusals: [],
})

export const requestMyErasure = endpoint({
  name: 'requestMyErasure',
  method: 'POST',
  path: '/me/erasure-request',
  summary: 'Asks for the own personal data to be erased; an administrator carries it out',
  access: 'session',
  body: erasureReason,
  reply: z.object({ request: erasureRequest.nullable() }),
  refusals: ['erasure.requested-already'],
})

export const withdrawMyErasure = endpoint({
  name: 'withdrawMyErasure',
  method: 'DELETE',
  path: '/me/erasure-request',
  summary: 'Takes the own wish back',
  access: 'session',
  reply: nothing,
  refusals: [],
})

export const getPersonalData = endpoint({
  name: 'getPersonalData',
  method: 'GET',
  path: '/people/:id/data',
  summary: 'Everything kept about a person whose account you administer, for a request that came on paper',
  access: 'person.write',
  params,
  reply: personalData,
  refusals: ['person.not-found', 'access.denied'],
})

export const requestErasure = endpoint({
  name: 'requestErasure',
  method: 'POST',
  path: '/people/:id/erasure-request',
  summary: 'Records that a person asked for erasure; another administrator carries it out',
  access: 'person.write',
  params,
  body: erasureReason,
  reply: person,
  refusals: ['person.not-found', 'person.erased', 'erasure.requested-already', 'access.denied'],
})

export const declineErasure = endpoint({
  name: 'declineErasure',
  method: 'DELETE',
  path: '/people/:id/erasure-request',
  summary: 'Closes a request without erasing',
  access: 'person.write',
  params,
  reply: person,
  refusals: ['person.not-found', 'erasure.not-requested', 'access.denied'],
})

export const erasePerson = endpoint({
  name: 'erasePerson',
  method: 'POST',
  path: '/people/:id/erase',
  summary:
    'Puts a pseudonym in place of name, user name, e-mail and telephone, for good; records and decisions stay whole',
  access: 'person.write',
  params,
  body: erasureOrder,
  reply: person,
  refusals: [
    'person.not-found',
    'person.is-self',
    'erasure.not-requested',
    'erasure.same-person',
    'erasure.name-differs',
    'membership.last-administrator',
    'access.denied',
  ],
})
