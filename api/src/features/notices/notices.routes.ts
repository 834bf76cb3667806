import { countNotices, getNotice, getNoticeSettings, listNotices, readNotices, saveNoticeSettings } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { NoticesService } from './notices.service.ts'

export async function noticesRoutes(app: FastifyInstance, { service }: { service: NoticesService }) {
  app.route(route(listNotices, ({ actor, query }) => service.list(actor, query)))
  app.route(route(countNotices, ({ actor }) => service.count(actor)))
  app.route(route(getNotice, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(getNoticeSettings, ({ actor }) => service.getSettings(actor)))
  app.route(route(saveNoticeSettings, ({ actor, body }) => service.saveSettings(actor, body)))
  app.route(route(readNotices, ({ actor, body }) => service.read(actor, body.ids)))
}
