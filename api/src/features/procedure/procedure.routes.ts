import { getProcedure } from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import { theProcedure } from './procedure.ts'

export async function procedureRoutes(app: FastifyInstance) {
  app.route(route(getProcedure, async () => theProcedure))
}
