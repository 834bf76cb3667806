import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { deliveryFilter } from './deliveries.api.ts'

/** The filter of the list whose missing things are wanted. */
const body = z.object({
  filter: deliveryFilter.omit({ status: true, late: true }).extend({ late: z.boolean().optional() }),
  note: z.string().trim().max(1000).describe('Added to the text; may be empty'),
})

export const reminderPreview = z
  .object({
    /** Units that would be reminded now, the first hundred by name. */
    units: z.array(z.object({ unit: unitSummary, missing: z.int(), people: z.int() })),
    unitCount: z.int(),
    missing: z.int().describe('Things that are wanted of them'),
    peopleCount: z.int(),
    byMail: z.int().describe('How many of the people hear of it by e-mail, at once or in their letter of the day'),
    remindedToday: z.int().describe('Left out: things that were reminded of today'),
    withoutPeople: z.int().describe('Units where nobody has an account; they are not reminded'),
    mail: z.boolean().describe('Whether this installation sends mail'),
    text: z.string().describe('What the first unit would read'),
  })
  .meta({ id: 'ReminderPreview' })
export type ReminderPreview = z.infer<typeof reminderPreview>

export const previewReminder = endpoint({
  name: 'previewReminder',
  method: 'POST',
  path: '/reminders/preview',
  summary: 'Who would be reminded of what is still missing, and in which words; changes nothing',
  access: 'deliverable.receive',
  body,
  reply: reminderPreview,
  refusals: [],
})

export const sendReminder = endpoint({
  name: 'sendReminder',
  method: 'POST',
  path: '/reminders',
  summary: 'Reminds the units of the filter of what is still missing; of one thing once a day',
  access: 'deliverable.receive',
  body,
  reply: z.object({ unitCount: z.int(), missing: z.int(), peopleCount: z.int() }),
  refusals: ['reminder.nobody'],
})
