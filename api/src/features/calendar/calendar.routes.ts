import { getCalendarFeed, listCalendar, readCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { describeDownload } from '../../platform/download.ts'
import { route } from '../../platform/route.ts'
import type { CalendarService } from './calendar.service.ts'

const mediaType = 'text/calendar'

export async function calendarRoutes(app: FastifyInstance, { service }: { service: CalendarService }) {
  app.route(route(listCalendar, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getCalendarFeed, ({ actor }) => service.feedOf(actor)))
  const renewing = { rateLimit: { max: 20, timeWindow: '1 minute' } }
  app.route(route(renewCalendarFeed, ({ actor }) => service.renew(actor), renewing))
  app.route(route(revokeCalendarFeed, ({ actor }) => service.revoke(actor)))

  const feed = route(
    readCalendarFeed,
    async ({ params, request }, reply) => {
      const { content, etag } = await service.read(params.secret)
      reply.headers({ etag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' })
      if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
      return reply
        .headers({
          'content-type': `${mediaType}; charset=utf-8`,
          'content-disposition': 'inline; filename="thuoc.ics"',
        })
        .send(Buffer.from(content))
    },
    // Calendar services read for all their customers from few addresses.
    { rateLimit: { max: 300, timeWindow: '1 minute' } },
  )
  // The address is the secret: it does not belong into the log of requests.
  const schema = describeDownload(readCalendarFeed, 'The calendar', mediaType)
  app.route({ ...feed, schema, logLevel: 'warn' })
}

/** Weak and strong marks are one here (RFC 9110, 13.1.2). */
const isKnown = (header: string | undefined, etag: string) =>
  header !== undefined && (header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))
