import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { deliverableKind, fulfilments } from '../campaigns/deliverable-kind.ts'
import { latenessRule, milestoneId, milestoneTier } from '../campaigns/milestone.schema.ts'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { standsFor } from '../identity/delegation.schema.ts'
import { unitId, unitSummary } from '../org/unit.schema.ts'
import { day, moment } from '../page.ts'
import { deliveryAction, deliveryStatus } from './delivery.workflow.ts'

/** Names one thing to hand in: a kind of deliverable that a milestone asks of a unit. */
export const deliveryKey = z.object({ milestoneId, unitId, kind: deliverableKind })
export type DeliveryKey = z.infer<typeof deliveryKey>

/** What a unit says of a website: whether it answers, and since when that is so. */
export const linkStates = ['up', 'down', 'refused'] as const
export const linkFaults = [
  'address', // no address of a website: other protocol, a password in it, another port
  'internal', // leads into a network that is not public
  'unknown-host',
  'unreachable',
  'too-slow',
  'certificate',
  'too-many-redirects',
  'answer', // it answers, but with an error: 404, 500 …
] as const
export const linkFault = z.enum(linkFaults)
export type LinkFault = z.infer<typeof linkFault>

export const linkCheck = z
  .object({
    url: z.string(),
    state: z.enum(linkStates),
    fault: linkFault.nullable(),
    httpStatus: z.int().nullable(),
    title: z.string().nullable().describe('Title of the page, when it last answered'),
    since: moment.describe('Since when it has been in this state'),
    checkedAt: moment,
    lastUpAt: moment.nullable(),
  })
  .meta({ id: 'LinkCheck' })
export type LinkCheck = z.infer<typeof linkCheck>

const section = z.object({
  code: z.string().max(20),
  text: z.string().max(20_000),
  usePrefill: z.boolean().describe('Whether what the system knows stands above the own words'),
})

/** What can be said with any kind; each kind demands its own part of it. */
export const deliveryContent = z.object({
  documentNumber: z.string().trim().max(60).nullable(),
  issuedOn: day.nullable(),
  issuer: z.string().trim().max(200).nullable(),
  note: z.string().trim().max(4000),
  url: z.string().trim().max(2000).nullable(),
  doneOn: day.nullable().describe('Of a confirmation: the day on which it was done'),
  sections: z.array(section).max(30).describe('Of a report: one each part of its outline that was written in'),
})
export type DeliveryContent = z.infer<typeof deliveryContent>
export const emptyContent: DeliveryContent = {
  documentNumber: null,
  issuedOn: null,
  issuer: null,
  note: '',
  url: null,
  doneOn: null,
  sections: [],
}

export const responsiblePerson = z.object({ fullName: z.string(), office: z.string().nullable() })
export const responsiblePersons = z.object({
  leader: responsiblePerson.nullable(),
  contact: responsiblePerson.nullable(),
})
export type ResponsiblePersons = z.infer<typeof responsiblePersons>

const signedFor = standsFor.nullable().describe('Whom the signature stands for (KT.); null: in one’s own right')

/** What was handed in, as it stood then. */
export const deliveryRound = z.object({
  round: z.int(),
  content: deliveryContent.omit({ sections: true }).extend({
    sections: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        under: z.string().nullable(),
        prefill: z.string(),
        text: z.string(),
      }),
    ),
    persons: responsiblePersons.nullable(),
  }),
  files: z.array(attachment),
  dueOn: day.nullable().describe('The last day that counted when it was handed in'),
  handedInAt: moment,
  handedInBy: z.string(),
  standsFor: signedFor,
})
export type DeliveryRound = z.infer<typeof deliveryRound>

export const deliveryEvent = z.object({
  action: deliveryAction,
  from: deliveryStatus,
  to: deliveryStatus,
  round: z.int(),
  reason: z.string().nullable(),
  due: day.nullable(),
  at: moment,
  by: z.string(),
  standsFor: signedFor,
  unitName: z.string(),
})
export type DeliveryEvent = z.infer<typeof deliveryEvent>

/** One line of a list: a thing to hand in, whether or not it has been begun. */
export const deliverySummary = z
  .object({
    milestoneId,
    kind: deliverableKind,
    fulfilment: z.enum(fulfilments),
    unit: unitSummary,
    receiver: unitSummary,
    campaign: z.object({ id: campaignId, title: z.string(), schoolYear: z.string(), closedAt: moment.nullable() }),
    tier: milestoneTier,
    code: z.string(),
    task: z.string(),
    required: z.boolean(),
    lateness: latenessRule,
    startsOn: day.nullable(),
    dueOn: day.nullable().describe('The last day that counts now: of the plan, an extension or a return'),
    plannedDueOn: day.nullable(),
    extendedTo: day.nullable(),
    returnDue: day.nullable(),
    status: deliveryStatus,
    round: z.int(),
    handedInAt: moment.nullable().describe('Of the newest round; of what the system sees itself, when it was so'),
    late: z.boolean(),
    lateMinutes: z.int().nullable().describe('How long after the end of the last day it came, or is missing now'),
    locked: z.boolean().describe('The last day is over and nothing is taken any more without an extension'),
    progress: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .describe('Of what the system sees itself: of how many units it is so'),
    link: linkCheck.nullable(),
    lastRemindedOn: day.nullable(),
    version: z.int(),
    actions: z.array(z.enum(['prepare', ...deliveryAction.options])),
  })
  .meta({ id: 'DeliverySummary' })
export type DeliverySummary = z.infer<typeof deliverySummary>

export const delivery = deliverySummary
  .extend({
    outline: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        under: z.string().nullable(),
        prefill: z.string().describe('What the system knows now; empty where it knows nothing'),
      }),
    ),
    prefilledAt: moment,
    draft: deliveryContent.nullable().describe('What is being prepared; only the unit itself sees it'),
    files: z.array(attachment).describe('Files of the draft; only the unit itself sees them'),
    persons: responsiblePersons.nullable().describe('As they stand now, where the kind asks for them'),
    rounds: z.array(deliveryRound).describe('The newest first'),
    events: z.array(deliveryEvent).describe('The newest first'),
    reminders: z.array(z.object({ at: moment, by: z.string().nullable().describe('null: automatic') })),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof delivery>
