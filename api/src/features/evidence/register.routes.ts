import { browseRegister, changeRegister, measureArchive, summariseRegister } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { RegisterExport } from './register-export.service.ts'
import type { RegisterService } from './register.service.ts'

type Ports = { service: RegisterService; exporting: Pick<RegisterExport, 'measure'> }

export async function registerRoutes(app: FastifyInstance, { service, exporting }: Ports) {
  app.route(route(browseRegister, ({ actor, params, query }) => service.browse(actor, params.id, query)))
  app.route(route(summariseRegister, ({ actor, params, query }) => service.summarise(actor, params.id, query)))
  app.route(route(changeRegister, ({ actor, params, body }) => service.change(actor, params.id, body.changes)))
  app.route(route(measureArchive, ({ actor, params }) => exporting.measure(actor, params.id)))
}
