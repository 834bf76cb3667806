import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { page, pageQuery, schoolYear, searchText } from '../page.ts'
import { earlierResult, yearResult } from './earlier-result.schema.ts'

export const listEarlierResults = endpoint({
  name: 'listEarlierResults',
  method: 'GET',
  path: '/earlier-results',
  summary: 'Results of earlier years taken over from paper, of units of your subtree, by year and unit',
  access: 'submission.read',
  query: pageQuery.extend({ q: searchText.optional(), schoolYear: schoolYear.optional() }),
  reply: page(earlierResult),
  refusals: [],
})

export const listUnitYears = endpoint({
  name: 'listUnitYears',
  method: 'GET',
  path: '/units/:id/years',
  summary: 'The results of a unit over the years, the newest first: found here, or taken over from paper',
  access: 'submission.read',
  params: z.object({ id: unitId }),
  reply: z.object({ items: z.array(yearResult) }),
  refusals: ['unit.not-found'],
})
