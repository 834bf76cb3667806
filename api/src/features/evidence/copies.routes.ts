import { listCopies, markCommon, unmarkCommon } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { CopiesService } from './copies.service.ts'

export async function copiesRoutes(app: FastifyInstance, { service }: { service: CopiesService }) {
  app.route(route(listCopies, ({ actor, params, query }) => service.list(actor, params.id, query)))
  app.route(
    route(markCommon, ({ actor, params, body }) => service.markCommon(actor, params.id, params.sha256, body.reason)),
  )
  app.route(route(unmarkCommon, ({ actor, params }) => service.unmarkCommon(actor, params.id, params.sha256)))
}
