import { listFileRecord, listRightsRecord } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { RecordsService } from './records.service.ts'

export async function recordsRoutes(app: FastifyInstance, { service }: { service: RecordsService }) {
  app.route(route(listFileRecord, ({ actor, params, query }) => service.ofFile(actor, params.id, query)))
  app.route(route(listRightsRecord, ({ actor, query }) => service.ofRights(actor, query)))
}
