import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { day, page, pageQuery, searchText } from '../page.ts'
import { newUnit, ownership, unit, unitChange, unitDetail, unitId, unitType } from './unit.schema.ts'

const params = z.object({ id: unitId })

/** What a list of units is narrowed to. */
export const unitFilters = z.object({
  q: searchText.optional().describe('Part of the name or the official code'),
  parentId: unitId.optional(),
  within: unitId.optional().describe('Only units in the subtree of this one'),
  type: unitType.optional(),
  ownership: ownership.optional(),
  state: z.enum(['open', 'closed', 'all']).optional().describe('Closed units are left out by default'),
  asOf: day.optional().describe('Names and places as of that day; closed units of then are left out'),
})

export const listUnits = endpoint({
  name: 'listUnits',
  method: 'GET',
  path: '/units',
  summary: 'Units of your subtree, by name; accents do not matter in `q`',
  access: 'unit.read',
  query: pageQuery.extend({
    ...unitFilters.shape,
    types: z
      .string()
      .max(300)
      .optional()
      .describe('Several types, with commas')
      .transform((text) => text?.split(',').filter(Boolean))
      .pipe(z.array(unitType).optional()),
  }),
  reply: page(unit),
  refusals: [],
})

export const getUnit = endpoint({
  name: 'getUnit',
  method: 'GET',
  path: '/units/:id',
  summary: 'One unit with its line of superiors, the highest first',
  access: 'unit.read',
  params,
  query: z.object({ asOf: day.optional().describe('Name and place as of that day') }),
  reply: unitDetail,
  refusals: ['unit.not-found'],
})

export const createUnit = endpoint({
  name: 'createUnit',
  method: 'POST',
  path: '/units',
  summary: 'Adds a unit under a parent of your subtree',
  access: 'unit.write',
  body: newUnit,
  reply: unit,
  refusals: ['unit.not-found', 'unit.code-taken', 'unit.parent-unfit', 'unit.closed'],
})

export const changeUnit = endpoint({
  name: 'changeUnit',
  method: 'PUT',
  path: '/units/:id',
  summary: 'Changes name, official code or ownership',
  access: 'unit.write',
  params,
  body: unitChange,
  reply: unit,
  refusals: ['unit.not-found', 'unit.code-taken', 'unit.stale'],
})
