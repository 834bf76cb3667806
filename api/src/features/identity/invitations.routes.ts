import { countInvitations, invitePeople, lookAtInvitation, redeemInvitation, withdrawInvitation } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { InvitationsService } from './invitations.service.ts'
import type { PeopleService } from './people.service.ts'

type Options = { service: InvitationsService; people: PeopleService; attemptsPerMinute: number }

export async function invitationsRoutes(app: FastifyInstance, { service, people, attemptsPerMinute }: Options) {
  const strict = { rateLimit: { max: attemptsPerMinute, timeWindow: '1 minute' } }
  app.route(route(lookAtInvitation, ({ body }) => service.look(body), strict))
  app.route(route(redeemInvitation, ({ body, request }) => service.redeem(body, request.ip), strict))
  app.route(route(countInvitations, ({ actor, query }) => service.counts(actor, query)))
  app.route(route(invitePeople, ({ actor, body }) => service.invite(actor, body)))
  app.route(route(withdrawInvitation, ({ actor, params }) => people.withdrawInvitation(actor, params.id)))
}
