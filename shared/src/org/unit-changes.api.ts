import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery } from '../page.ts'
import {
  unitChangeId,
  unitChangePreview,
  unitChangeStatus,
  unitHistory,
  unitOperation,
  unitOperationDetail,
  unitOrder,
} from './unit-change.schema.ts'
import { unitId } from './unit.schema.ts'

const params = z.object({ id: unitChangeId })
const refused = [
  'unit.not-found',
  'unit.stale',
  'unit.closed',
  'unit.code-taken',
  'unit.parent-unfit',
  'unit-change.not-found',
  'unit-change.not-closed',
  'unit-change.unit-twice',
  'unit-change.tier-unfit',
  'unit-change.into-own-subtree',
  'unit-change.children-left',
  'unit-change.date-before-last',
  'unit-change.nothing-changes',
  'unit-change.files-left',
  'unit-change.wrong-state',
  'unit-change.overtaken',
] as const

export const previewUnitChange = endpoint({
  name: 'previewUnitChange',
  method: 'POST',
  path: '/unit-changes/preview',
  summary: 'What an operation on units would do to units, people and files; changes nothing',
  access: 'unit.write',
  body: unitOrder,
  reply: unitChangePreview,
  refusals: [...refused],
})

export const makeUnitChange = endpoint({
  name: 'makeUnitChange',
  method: 'POST',
  path: '/unit-changes',
  summary:
    'Renames, moves, merges, splits, closes or reopens units by a decision, now or on a day to come; or undoes that',
  access: 'unit.write',
  body: unitOrder,
  reply: unitOperationDetail,
  refusals: [...refused],
})

export const listUnitChanges = endpoint({
  name: 'listUnitChanges',
  method: 'GET',
  path: '/unit-changes',
  summary: 'Operations on units that you may see, by the day from which they count, the newest first',
  access: 'unit.read',
  query: pageQuery.extend({ status: unitChangeStatus.optional() }),
  reply: page(unitOperation),
  refusals: [],
})

export const getUnitChange = endpoint({
  name: 'getUnitChange',
  method: 'GET',
  path: '/unit-changes/:id',
  summary: 'One operation with what its units were and became',
  access: 'unit.read',
  params,
  reply: unitOperationDetail,
  refusals: ['unit-change.not-found'],
})

export const cancelUnitChange = endpoint({
  name: 'cancelUnitChange',
  method: 'POST',
  path: '/unit-changes/:id/cancel',
  summary: 'Calls off an operation whose day has not come',
  access: 'unit.write',
  params,
  reply: unitOperationDetail,
  refusals: ['unit-change.not-found', 'unit-change.wrong-state'],
})

export const getUnitHistory = endpoint({
  name: 'getUnitHistory',
  method: 'GET',
  path: '/units/:id/history',
  summary: 'What a unit was called and where it stood, what happened to it, whose place it took and who took its own',
  access: 'unit.read',
  params: z.object({ id: unitId }),
  reply: unitHistory,
  refusals: ['unit.not-found'],
})
