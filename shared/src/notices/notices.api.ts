import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery } from '../page.ts'
import { notice, noticeId } from './notice.schema.ts'

export const listNotices = endpoint({
  name: 'listNotices',
  method: 'GET',
  path: '/notices',
  summary: 'What you were told in the unit you act in, the newest first',
  access: 'acting',
  query: pageQuery.extend({ unread: z.stringbool().optional() }),
  reply: page(notice),
  refusals: [],
})

export const countNotices = endpoint({
  name: 'countNotices',
  method: 'GET',
  path: '/notices/counts',
  summary: 'How many of them you have not read',
  access: 'acting',
  reply: z.object({ unread: z.int() }),
  refusals: [],
})

export const readNotices = endpoint({
  name: 'readNotices',
  method: 'POST',
  path: '/notices/read',
  summary: 'Marks some of your notices, or all of them, as read; those of others stay as they are',
  access: 'acting',
  body: z.object({ ids: z.array(noticeId).max(200).nullable().describe('null: all of them') }),
  reply: z.object({ unread: z.int() }),
  refusals: [],
})
