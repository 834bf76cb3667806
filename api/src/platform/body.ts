import type { FastifyInstance } from 'fastify'

/** Many clients say `application/json` on every call, also on one that sends nothing: that is no body, not a bad one. */
export function acceptEmptyBodies(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}
