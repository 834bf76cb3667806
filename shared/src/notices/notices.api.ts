import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery } from '../page.ts'
import { noticeChoice } from './notice-groups.ts'
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

export const getNotice = endpoint({
  name: 'getNotice',
  method: 'GET',
  path: '/notices/:id',
  summary: 'One of your notices, in whichever of your units: where a link of a letter leads',
  access: 'acting',
  params: z.object({ id: noticeId }),
  reply: notice,
  refusals: ['notice.not-found'],
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

const settings = z
  .object({
    choice: noticeChoice,
    email: z.string().nullable().describe('Where letters go; null: you are told in the app only'),
    mail: z.boolean().describe('Whether this server sends mail at all'),
  })
  .meta({ id: 'NoticeSettings' })

export const getNoticeSettings = endpoint({
  name: 'getNoticeSettings',
  method: 'GET',
  path: '/notice-settings',
  summary: 'How you hear by e-mail what you are told in the unit you act in',
  access: 'acting',
  reply: settings,
  refusals: [],
})

export const saveNoticeSettings = endpoint({
  name: 'saveNoticeSettings',
  method: 'PUT',
  path: '/notice-settings',
  summary: 'Chooses how you hear by e-mail; a machine hears nothing',
  access: 'acting',
  body: noticeChoice,
  reply: settings,
  refusals: [],
})
