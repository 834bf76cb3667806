import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment, page, pageQuery, searchText } from '../page.ts'

/** Where a letter stands that has not surely arrived: on its way, given up or refused, handed over without an answer. */
export const mailTroubles = ['waiting', 'failed', 'unanswered'] as const
export const mailTrouble = z.enum(mailTroubles)
export type MailTrouble = z.infer<typeof mailTrouble>

/** What letters are about. */
export const mailKinds = ['notices', 'reminder', 'training', 'invitation'] as const
export const mailKind = z.enum(mailKinds)
export type MailKind = z.infer<typeof mailKind>

export const mailWhy = z.enum(['off', 'unreachable', 'sign-in-refused', 'address-refused', 'refused', 'no-answer'])
export type MailWhy = z.infer<typeof mailWhy>

export const openMail = z
  .object({
    id: z.uuid(),
    kind: mailKind,
    to: z.string(),
    subject: z.string(),
    recipient: z
      .object({ name: z.string(), unit: z.string().nullable() })
      .nullable()
      .describe('Whose address this is now; null: nobody’s any more'),
    state: mailTrouble,
    why: mailWhy.nullable().describe('null: not tried yet'),
    attempts: z.int(),
    writtenAt: moment,
    nextTryAt: moment.nullable().describe('null: it is not tried again by itself'),
    settledAt: moment.nullable().describe('Since when it is given up or unanswered'),
  })
  .meta({ id: 'OpenMail' })
export type OpenMail = z.infer<typeof openMail>

const counts = z.object({ waiting: z.int(), failed: z.int(), unanswered: z.int() })

export const listMails = endpoint({
  name: 'listMails',
  method: 'GET',
  path: '/mails',
  summary:
    'Letters that wait, were refused or given up, or got no answer, to the people you answer for; the newest first',
  access: 'mail.manage',
  query: pageQuery.extend({ state: mailTrouble.optional(), kind: mailKind.optional(), q: searchText.optional() }),
  reply: page(openMail).extend({ counts, sendsMail: z.boolean().describe('Whether this server sends mail at all') }),
  refusals: [],
})

const some = z.object({ ids: z.array(z.uuid()).min(1).max(200) })
const outcome = z.object({ done: z.int(), left: z.int().describe('Gone meanwhile, on its way now, or not yours') })

export const resendMails = endpoint({
  name: 'resendMails',
  method: 'POST',
  path: '/mails/resend',
  summary: 'Sends letters again, or now those that wait; one that got no answer may then arrive twice',
  access: 'mail.manage',
  body: some,
  reply: outcome,
  refusals: [],
})

export const discardMails = endpoint({
  name: 'discardMails',
  method: 'POST',
  path: '/mails/discard',
  summary: 'Gives letters up for good; what they said stays to be read in the app',
  access: 'mail.manage',
  body: some,
  reply: outcome,
  refusals: [],
})
