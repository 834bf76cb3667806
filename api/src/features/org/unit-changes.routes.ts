import {
  cancelUnitChange,
  getUnitChange,
  getUnitHistory,
  listUnitChanges,
  makeUnitChange,
  previewUnitChange,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { UnitChangesService } from './unit-changes.service.ts'

export async function unitChangesRoutes(app: FastifyInstance, { service }: { service: UnitChangesService }) {
  app.route(route(previewUnitChange, ({ actor, body }) => service.preview(actor, body)))
  app.route(route(makeUnitChange, ({ actor, body }) => service.make(actor, body)))
  app.route(route(listUnitChanges, ({ actor, query }) => service.list(actor, query)))
  app.route(route(getUnitChange, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(cancelUnitChange, ({ actor, params }) => service.cancel(actor, params.id)))
  app.route(route(getUnitHistory, ({ actor, params }) => service.history(actor, params.id)))
}
