import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { nothing, page, pageQuery } from '../page.ts'
import { unitType } from '../org/unit.schema.ts'
import {
  indicatorSet,
  indicatorSetDefinition,
  indicatorSetId,
  indicatorSetStatus,
  indicatorSetSummary,
  setFault,
  verification,
} from './indicator-set.schema.ts'

const params = z.object({ id: indicatorSetId })
const revision = z.int().describe('The revision you saw; a newer one in the database answers 409')

export const listIndicatorSets = endpoint({
  name: 'listIndicatorSets',
  method: 'GET',
  path: '/indicator-sets',
  summary: 'Published sets of your superiors, your own and your subtree’s, and the drafts of your own unit',
  access: 'catalogue.read',
  query: pageQuery.extend({ status: indicatorSetStatus.optional(), unitType: unitType.optional() }),
  reply: page(indicatorSetSummary),
  refusals: [],
})

export const getIndicatorSet = endpoint({
  name: 'getIndicatorSet',
  method: 'GET',
  path: '/indicator-sets/:id',
  summary: 'One set with its whole definition; of a draft also every fault',
  access: 'catalogue.read',
  params,
  reply: indicatorSet,
  refusals: ['indicator-set.not-found'],
})

export const createIndicatorSet = endpoint({
  name: 'createIndicatorSet',
  method: 'POST',
  path: '/indicator-sets',
  summary: 'Creates a draft; the next version where the code exists. Faults are named, not refused, until publication',
  access: 'catalogue.write',
  body: indicatorSetDefinition,
  reply: indicatorSet,
  refusals: ['indicator-set.version-taken'],
})

export const changeIndicatorSet = endpoint({
  name: 'changeIndicatorSet',
  method: 'PUT',
  path: '/indicator-sets/:id',
  summary: 'Replaces the definition of a draft',
  access: 'catalogue.write',
  params,
  body: z.object({ revision, definition: indicatorSetDefinition }),
  reply: indicatorSet,
  refusals: ['indicator-set.not-found', 'indicator-set.frozen', 'indicator-set.stale', 'indicator-set.version-taken'],
})

export const checkIndicatorSet = endpoint({
  name: 'checkIndicatorSet',
  method: 'POST',
  path: '/indicator-sets/check',
  summary: 'Names every fault of a definition with its place; changes nothing',
  access: 'catalogue.read',
  body: indicatorSetDefinition,
  reply: z.object({ faults: z.array(setFault) }),
  refusals: [],
})

export const publishIndicatorSet = endpoint({
  name: 'publishIndicatorSet',
  method: 'POST',
  path: '/indicator-sets/:id/publish',
  summary: 'Checks the draft and freezes it',
  access: 'catalogue.write',
  params,
  body: z.object({ revision }),
  reply: indicatorSet,
  refusals: ['indicator-set.not-found', 'indicator-set.frozen', 'indicator-set.stale', 'indicator-set.faulty'],
})

export const verifyIndicatorSet = endpoint({
  name: 'verifyIndicatorSet',
  method: 'POST',
  path: '/indicator-sets/:id/verification',
  summary: 'Records who compared the set with the signed text; clears the mark “chưa đối chiếu bản chính”',
  access: 'catalogue.write',
  params,
  body: verification,
  reply: indicatorSet,
  refusals: ['indicator-set.not-found', 'indicator-set.not-published', 'indicator-set.already-verified'],
})

export const deleteIndicatorSet = endpoint({
  name: 'deleteIndicatorSet',
  method: 'DELETE',
  path: '/indicator-sets/:id',
  summary: 'Deletes a draft',
  access: 'catalogue.write',
  params,
  reply: nothing,
  refusals: ['indicator-set.not-found', 'indicator-set.frozen'],
})
