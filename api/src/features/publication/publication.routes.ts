import { checkCertificate, getPublicFilters, getPublicResult, publish, searchResults } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { PublicationService } from './publication.service.ts'

export async function publicationRoutes(app: FastifyInstance, { service }: { service: PublicationService }) {
  app.route(route(publish, ({ actor, body }) => service.publish(actor, body.items)))
  await app.register(publicRoutes, { service })
}

/** What anyone may read without signing in; the same for everyone, so a minute old is good enough. Refusals are not kept. */
async function publicRoutes(app: FastifyInstance, { service }: { service: PublicationService }) {
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 200) reply.header('cache-control', 'public, max-age=60')
  })
  app.route(route(searchResults, ({ query }) => service.search(query)))
  app.route(route(getPublicFilters, () => service.filters()))
  app.route(route(getPublicResult, ({ params }) => service.get(params.id)))
  app.route(route(checkCertificate, ({ params }) => service.checkCertificate(params.number)))
}
