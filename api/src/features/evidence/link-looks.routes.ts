import { lookAtLink } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { LinkLooks } from './link-looks.service.ts'

export async function linkLookRoutes(app: FastifyInstance, { service }: { service: Pick<LinkLooks, 'look'> }) {
  app.route(
    route(lookAtLink, ({ actor, params }) => service.look(actor, params.id), {
      rateLimit: { max: 60, timeWindow: '1 minute' },
    }),
  )
}
