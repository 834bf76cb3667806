import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

/** Many clients say `application/json` on every call, also on one that sends nothing: that is no body, not a bad one. */
export function acceptEmptyBodies(app: FastifyInstance) {
  // Fastify also takes text; no call of ours does, and it is what a foreign page could send unasked.
  app.removeContentTypeParser('text/plain')
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else if (holdsHalfPair(body))
      done(new Problem('request.invalid', { detail: 'Text holds half of a surrogate pair' }))
    else void parse(request, body, done)
  })
}

const mayHoldHalf = /\\u[dD][89a-fA-F]/
const escapes = /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F])|[^])/g

/**
 * Half of a surrogate pair is no character: no text of the database can hold it. It only ever comes escaped, and
 * ordinary clients escape neither half, so that looking closer is rare.
 */
const holdsHalfPair = (json: string): boolean =>
  mayHoldHalf.test(json) && [...json.matchAll(escapes)].some(([, half]) => half !== undefined)
