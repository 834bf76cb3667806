import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery } from '../page.ts'
import { delegation, newDelegation } from './delegation.schema.ts'
import { delegationId } from './ids.ts'

const params = z.object({ id: delegationId })

export const listDelegations = endpoint({
  name: 'listDelegations',
  method: 'GET',
  path: '/delegations',
  summary: 'Who signs for whom in the unit one acts in, the newest first',
  access: 'acting',
  query: pageQuery,
  reply: page(delegation),
  refusals: [],
})

export const getDelegation = endpoint({
  name: 'getDelegation',
  method: 'GET',
  path: '/delegations/:id',
  summary: 'One delegation, of one’s own unit or one below it',
  access: 'acting',
  params,
  reply: delegation,
  refusals: ['delegation.not-found'],
})

export const delegate = endpoint({
  name: 'delegate',
  method: 'POST',
  path: '/delegations',
  summary: 'Lets a person of the own unit sign for oneself from day to day; powers one was lent are not passed on',
  access: 'acting',
  body: newDelegation,
  reply: delegation,
  refusals: ['delegation.power-not-yours', 'delegation.person-unfit', 'delegation.dates-unfit'],
})

export const revokeDelegation = endpoint({
  name: 'revokeDelegation',
  method: 'POST',
  path: '/delegations/:id/revoke',
  summary: 'Takes the powers back at once; what was signed stays signed',
  access: 'acting',
  params,
  reply: delegation,
  refusals: ['delegation.not-found', 'delegation.over', 'access.denied'],
})
