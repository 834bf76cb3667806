import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { deliverableKind } from '../campaigns/deliverable-kind.ts'
import { milestoneId, milestoneTier } from '../campaigns/milestone.schema.ts'
import { endpoint } from '../endpoint.ts'
import { ownership, unitId, unitType } from '../org/unit.schema.ts'
import { day, page, pageQuery, searchText, version } from '../page.ts'
import { uploadRefusals } from '../problem.ts'
import { delivery, deliveryContent, deliveryKey, deliverySummary, linkCheck } from './delivery.schema.ts'
import { deliveryAction, deliveryStatus } from './delivery.workflow.ts'

/** What narrows lists, the board, exports and reminders alike: the same filter names the same rows everywhere. */
export const deliveryFilter = z.object({
  q: searchText.optional().describe('Part of the unit’s name or code; accents do not matter'),
  campaignId: campaignId.optional().describe('Without it and without a milestone: of running campaigns only'),
  milestoneId: milestoneId.optional(),
  kind: deliverableKind.optional(),
  tier: milestoneTier.optional(),
  unitId: unitId.optional(),
  bodyUnitId: unitId.optional().describe('Units of this managing body, and itself'),
  receiverUnitId: unitId.optional(),
  unitType: unitType.optional(),
  ownership: ownership.optional(),
  status: z
    .string()
    .max(200)
    .optional()
    .describe('One status or several, with commas')
    .transform((text) => text?.split(',').filter(Boolean))
    .pipe(z.array(deliveryStatus).optional()),
  late: z.stringbool().optional(),
})
export type DeliveryFilter = z.output<typeof deliveryFilter>

const params = z.object({ id: milestoneId, unitId, kind: deliverableKind })

export const listDeliveries = endpoint({
  name: 'listDeliveries',
  method: 'GET',
  path: '/deliveries',
  summary: 'What you and units of your subtree have to hand in and have handed in: what is missing first, by last day',
  access: 'campaign.read',
  query: pageQuery.extend(deliveryFilter.shape),
  reply: page(deliverySummary),
  refusals: [],
})

export const getDelivery = endpoint({
  name: 'getDelivery',
  method: 'GET',
  path: '/milestones/:id/deliveries/:unitId/:kind',
  summary: 'One thing to hand in, with its draft (own unit), its rounds and its record',
  access: 'campaign.read',
  params,
  reply: delivery,
  refusals: ['delivery.not-found'],
})

const preparing = ['delivery.not-found', 'delivery.wrong-state', 'delivery.computed', 'campaign.closed'] as const

export const saveDeliveryDraft = endpoint({
  name: 'saveDeliveryDraft',
  method: 'PUT',
  path: '/milestones/:id/deliveries/:unitId/:kind/draft',
  summary: 'Keeps what is being prepared; nobody above sees it before it is handed in',
  access: 'deliverable.prepare',
  params,
  body: z.object({ version, content: deliveryContent }),
  reply: delivery,
  refusals: [...preparing, 'delivery.stale'],
})

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const addDeliveryFile = endpoint({
  name: 'addDeliveryFile',
  method: 'POST',
  path: '/milestones/:id/deliveries/:unitId/:kind/files',
  summary: 'Adds a file to what is being prepared (multipart/form-data: file)',
  access: 'deliverable.prepare',
  params,
  reply: delivery,
  refusals: [...preparing, 'delivery.too-many-files', ...uploadRefusals],
})

const ofFile = params.extend({ attachmentId: z.uuid() })

export const removeDeliveryFile = endpoint({
  name: 'removeDeliveryFile',
  method: 'DELETE',
  path: '/milestones/:id/deliveries/:unitId/:kind/files/:attachmentId',
  summary: 'Takes a file from what is being prepared; earlier rounds keep theirs',
  access: 'deliverable.prepare',
  params: ofFile,
  reply: delivery,
  refusals: [...preparing, 'attachment.not-found'],
})

/** Answers the file; it is no JSON, so the route describes it. */
export const downloadDeliveryFile = endpoint({
  name: 'downloadDeliveryFile',
  method: 'GET',
  path: '/milestones/:id/deliveries/:unitId/:kind/files/:attachmentId',
  summary: 'A file of what was handed in, or of the own draft',
  access: 'campaign.read',
  params: ofFile,
  reply: z.unknown(),
  refusals: ['delivery.not-found', 'attachment.not-found'],
})

const reason = z.string().trim().max(2000).nullable()

export const moveDelivery = endpoint({
  name: 'moveDelivery',
  method: 'POST',
  path: '/milestones/:id/deliveries/:unitId/:kind/transitions',
  summary: 'Hands in, receives, sends back with a reason and a day, accepts',
  access: 'campaign.read',
  params,
  body: z.object({
    action: deliveryAction,
    version,
    reason,
    due: day.nullable().describe('With a return: until when it is wanted again'),
  }),
  reply: delivery,
  refusals: [
    ...preparing,
    'delivery.stale',
    'delivery.incomplete',
    'delivery.reason-required',
    'delivery.due-past',
    'delivery.link-refused',
    'milestone.locked',
  ],
})

/** Several at once, all or none. */
export const moveDeliveries = endpoint({
  name: 'moveDeliveries',
  method: 'POST',
  path: '/deliveries/transitions',
  summary: 'Receives or accepts several at once; all or none',
  access: 'deliverable.receive',
  body: z.object({
    action: z.enum(['receive', 'accept']),
    items: z.array(deliveryKey.extend({ version })).min(1).max(200),
  }),
  reply: z.object({ moved: z.int() }),
  refusals: [...preparing, 'delivery.stale'],
})

/** Looks at an address before it is handed in. Changes nothing. */
export const tryLink = endpoint({
  name: 'tryLink',
  method: 'POST',
  path: '/links/try',
  summary: 'Whether a website answers, as it would be checked after handing in',
  access: 'deliverable.prepare',
  body: z.object({ url: z.string().trim().min(1).max(2000) }),
  reply: linkCheck,
  refusals: [],
})
