import {
  countNotices,
  discardMails,
  getNotice,
  getNoticeSettings,
  listMails,
  listNotices,
  readNotices,
  resendMails,
  saveNoticeSettings,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { MailsService } from './mails.service.ts'
import type { NoticesService } from './notices.service.ts'

type Ports = { service: NoticesService; mails: MailsService }

export async function noticesRoutes(app: FastifyInstance, { service, mails }: Ports) {
  app.route(route(listNotices, ({ actor, query }) => service.list(actor, query), { goesAhead: true }))
  app.route(route(countNotices, ({ actor }) => service.count(actor), { goesAhead: true }))
  app.route(route(getNotice, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(getNoticeSettings, ({ actor }) => service.getSettings(actor)))
  app.route(route(saveNoticeSettings, ({ actor, body }) => service.saveSettings(actor, body)))
  app.route(route(readNotices, ({ actor, body }) => service.read(actor, body.ids)))
  app.route(route(listMails, ({ actor, query }) => mails.list(actor, query)))
  app.route(route(resendMails, ({ actor, body }) => mails.resend(actor, body.ids)))
  app.route(route(discardMails, ({ actor, body }) => mails.discard(actor, body.ids)))
}
