import {
  changePassword,
  chooseMembership,
  getMe,
  refreshSession,
  signIn,
  signOut,
  signOutEverywhere,
} from '@thuoc/shared'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { route } from '../../platform/route.ts'
import { bearer } from '../../platform/tokens.ts'
import type { Opened, SessionsService } from './sessions.service.ts'

/** `seconds` is how long the browser keeps the cookie: as long as a session lives without use. */
export type CookieSettings = { secure: boolean; seconds: number }
export type SessionsOptions = { service: SessionsService; cookies: CookieSettings; signInsPerMinute: number }

const cookie = 'thuoc_refresh'

export async function sessionsRoutes(app: FastifyInstance, { service, cookies, signInsPerMinute }: SessionsOptions) {
  const strict = { rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' } }
  /** Sent to the session addresses only, and by our own pages only; scripts cannot read it. */
  const settings = {
    path: `${app.prefix}/session`,
    httpOnly: true,
    sameSite: 'strict',
    secure: cookies.secure,
  } as const

  const keep = (reply: FastifyReply, { session, refreshToken }: Opened) => {
    reply.setCookie(cookie, refreshToken, { ...settings, maxAge: cookies.seconds })
    return session
  }

  app.route(
    route(signIn, async ({ body, request }, reply) => keep(reply, await service.signIn(body, request.ip)), strict),
  )
  app.route(
    route(refreshSession, async ({ request }, reply) => keep(reply, await service.refresh(request.cookies[cookie]))),
  )
  app.route(
    route(signOut, async ({ request }, reply) => {
      await service.signOut(request.cookies[cookie], bearer(request.headers.authorization))
      reply.clearCookie(cookie, settings)
      return {}
    }),
  )
  app.route(
    route(signOutEverywhere, async ({ actor }, reply) => {
      await service.signOutEverywhere(actor)
      reply.clearCookie(cookie, settings)
      return {}
    }),
  )
  app.route(route(chooseMembership, ({ actor, body }) => service.choose(actor, body.membershipId)))
  app.route(route(getMe, ({ actor }) => service.me(actor)))
  app.route(route(changePassword, ({ actor, body }) => service.changePassword(actor, body), strict))
}
