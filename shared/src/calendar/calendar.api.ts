import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { day } from '../page.ts'
import { calendarEntry, calendarFeed, calendarKind } from './calendar.schema.ts'

export const listCalendar = endpoint({
  name: 'listCalendar',
  method: 'GET',
  path: '/calendar',
  summary:
    'Everything with a date for the unit you act in, with the visits you go on yourself, by day; at most 400 days',
  access: 'campaign.read',
  query: z.object({
    from: day,
    until: day,
    kind: calendarKind.optional(),
    campaignId: campaignId.optional(),
  }),
  reply: z.object({
    items: z.array(calendarEntry),
    /** Campaigns that have entries in these days, to filter by. */
    campaigns: z.array(z.object({ id: campaignId, title: z.string() })),
  }),
  refusals: [],
})

export const getCalendarFeed = endpoint({
  name: 'getCalendarFeed',
  method: 'GET',
  path: '/calendar/feed',
  summary: 'Whether your calendar has a secret address in this unit; the address itself is not shown again',
  access: 'campaign.read',
  reply: z.object({ feed: calendarFeed.nullable() }),
  refusals: [],
})

export const renewCalendarFeed = endpoint({
  name: 'renewCalendarFeed',
  method: 'POST',
  path: '/calendar/feed',
  summary: 'Makes a secret address for your calendar, shown once; an earlier one stops working',
  access: 'campaign.read',
  reply: z.object({ feed: calendarFeed, url: z.string() }),
  refusals: [],
})

export const revokeCalendarFeed = endpoint({
  name: 'revokeCalendarFeed',
  method: 'DELETE',
  path: '/calendar/feed',
  summary: 'Ends the secret address at once',
  access: 'campaign.read',
  reply: z.object({ feed: z.null() }),
  refusals: [],
})

/** Answers text/calendar; it is no JSON, so the route describes it. */
export const readCalendarFeed = endpoint({
  name: 'readCalendarFeed',
  method: 'GET',
  path: '/calendar-feeds/:secret/thuoc.ics',
  summary: 'The calendar as iCalendar (RFC 5545), by its secret address; answers If-None-Match with 304',
  access: 'public',
  params: z.object({ secret: z.string().max(200) }),
  reply: z.unknown(),
  refusals: ['calendar-feed.not-found'],
})
