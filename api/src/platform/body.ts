import type { FastifyInstance } from 'fastify'

/** Many clients say `application/json` on every call, also on one that sends nothing: that is no body, not a bad one. */
export function acceptEmptyBodies(app: FastifyInstance) {
  // Fastify also takes text; no call of ours does, and it is what a foreign page could send unasked.
  app.removeContentTypeParser('text/plain')
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}
