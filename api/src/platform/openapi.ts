import { createHash } from 'node:crypto'
import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>

/**
 * A codec has two shapes; only the one on the wire concerns a caller. Its schema says so with `meta({ wire })`,
 * which replaces what zod would print, whether the schema is sent or received.
 */
const printWire: Override = ({ zodSchema, jsonSchema }) => {
  const wire = z.globalRegistry.get(zodSchema)?.wire
  if (typeof wire !== 'object') return
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
  Object.assign(jsonSchema, wire)
}

const description = `Assessment of the digital transformation of schools, from the plan to the published certificate.

Sign in with \`POST /session\` and send the \`accessToken\` as \`Authorization: Bearer …\`; a machine sends its API key
the same way. Refusals are \`application/problem+json\` (RFC 9457) with a stable \`code\`; each operation lists its own.
Lists answer \`{ items, nextCursor }\`: pass \`nextCursor\` back as \`cursor\`. Scores are decimals with at most two places.`

/** OpenAPI 3.1 at `/api/openapi.json`, to be registered before the routes it prints; readable at `/api/docs`. */
export async function openApi(app: FastifyInstance) {
  const zodToJsonConfig = { override: printWire }
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Thước API', version: '1', description, license: { name: 'AGPL-3.0-or-later' } },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'Access token of a session, or an API key' },
        },
      },
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: createJsonSchemaTransformObject({ zodToJsonConfig }),
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(readable)
}

/** Scalar from our own origin. Its page has one inline script: the policy names that script by its hash. */
async function readable(docs: FastifyInstance) {
  docs.addHook<string>('onSend', async (_request, reply, payload) => {
    const policy = reply.getHeader('content-security-policy')
    if (typeof policy !== 'string' || !String(reply.getHeader('content-type')).startsWith('text/html')) return payload
    const hashes = [...payload.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
      .map(([, script = '']) => ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
      .join('')
    reply.header(
      'content-security-policy',
      policy.replace("script-src 'self'", (self) => self + hashes),
    )
    return payload
  })
  await docs.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      pageTitle: 'Thước API',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
    },
  })
}
