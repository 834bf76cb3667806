import type { FastifyInstance } from 'fastify'
import { sessionsRoutes, type SessionsOptions } from './sessions.routes.ts'

type Options = { sessions: SessionsOptions }

export async function identityRoutes(app: FastifyInstance, { sessions }: Options) {
  await app.register(sessionsRoutes, sessions)
}
