import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery, searchText } from '../page.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { unitResponsiblesChange, unitResponsibles } from './responsible.schema.ts'

const params = z.object({ id: unitId })

export const getUnitResponsibles = endpoint({
  name: 'getUnitResponsibles',
  method: 'GET',
  path: '/units/:id/responsible-persons',
  summary: 'The responsible leader and the contact person of a unit, with how to reach them',
  access: 'unit.read',
  params,
  reply: unitResponsibles,
  refusals: ['unit.not-found'],
})

export const setUnitResponsibles = endpoint({
  name: 'setUnitResponsibles',
  method: 'PUT',
  path: '/units/:id/responsible-persons',
  summary: 'Says who answers for the unit; both must hold a role in it',
  access: 'person.write',
  params,
  body: unitResponsiblesChange,
  reply: unitResponsibles,
  refusals: ['unit.not-found', 'responsible.person-unfit'],
})

export const listUnitsWithoutPeople = endpoint({
  name: 'listUnitsWithoutPeople',
  method: 'GET',
  path: '/units-without-people',
  summary: 'Units of your subtree in which nobody can sign in, by name',
  access: 'person.read',
  query: pageQuery.extend({ q: searchText.optional() }),
  reply: page(unitSummary).extend({ total: z.int() }),
  refusals: [],
})
