import { countNotices, listNotices, readNotices } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { NoticesService } from './notices.service.ts'

export async function noticesRoutes(app: FastifyInstance, { service }: { service: NoticesService }) {
  app.route(route(listNotices, ({ actor, query }) => service.list(actor, query)))
  app.route(route(countNotices, ({ actor }) => service.count(actor)))
  app.route(route(readNotices, ({ actor, body }) => service.read(actor, body.ids)))
}
