import {
  changeIndicatorSet,
  checkIndicatorSet,
  createIndicatorSet,
  deleteIndicatorSet,
  faultsOfSet,
  getIndicatorSet,
  listIndicatorSets,
  publishIndicatorSet,
  verifyIndicatorSet,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { CataloguesService } from './catalogues.service.ts'

/** A definition of some hundred lines with guidance stays well below this. */
const large = { bodyLimit: 1024 * 1024 }

export async function cataloguesRoutes(app: FastifyInstance, { service }: { service: CataloguesService }) {
  app.route(route(listIndicatorSets, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getIndicatorSet, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(createIndicatorSet, ({ actor, body }) => service.create(actor, body), large))
  app.route(route(changeIndicatorSet, ({ actor, params, body }) => service.change(actor, params.id, body), large))
  app.route(route(checkIndicatorSet, async ({ body }) => ({ faults: faultsOfSet(body) }), large))
  app.route(route(publishIndicatorSet, ({ actor, params, body }) => service.publish(actor, params.id, body)))
  app.route(route(verifyIndicatorSet, ({ actor, params, body }) => service.verify(actor, params.id, body)))
  app.route(
    route(deleteIndicatorSet, async ({ actor, params }) => {
      await service.remove(actor, params.id)
      return {}
    }),
  )
}
