import type { FastifyInstance } from 'fastify'

/**
 * Lets go of idle connections until the server has closed, not only when it begins to: one whose answer was on its way
 * just then is idle a moment later, and would hold the end up for as long as it may be kept alive.
 */
export function closeIdleConnections(app: FastifyInstance) {
  app.addHook('preClose', async () => {
    const timer = setInterval(() => app.server.closeIdleConnections(), 50)
    app.server.once('close', () => clearInterval(timer))
  })
}
