import { listMeasurements, recordMeasurements } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { MeasurementsService } from './measurements.service.ts'

export async function measurementsRoutes(app: FastifyInstance, { service }: { service: MeasurementsService }) {
  app.route(route(recordMeasurements, ({ actor, body }) => service.record(actor, body.items)))
  app.route(route(listMeasurements, ({ actor, query }) => service.list(actor, query.unitId, query.schoolYear)))
}
