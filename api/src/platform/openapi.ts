import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>
type Document = ReturnType<ReturnType<typeof createJsonSchemaTransformObject>>

/**
 * A codec has two shapes; only the one on the wire concerns a caller. Its schema says so with `meta({ wire })`,
 * which replaces what zod would print, whether the schema is sent or received. What only repeats the type is left out,
 * and replies may grow: no client is told that a new field is an error.
 */
const print: Override = ({ zodSchema, jsonSchema }) => {
  const wire = z.globalRegistry.get(zodSchema)?.wire
  if (typeof wire === 'object') {
    for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
    Object.assign(jsonSchema, wire)
  }
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
}

const description = `Assessment of the digital transformation of schools, from the plan to the published certificate.

Sign in with \`POST /api/v1/session\` and send the \`accessToken\` as \`Authorization: Bearer …\`; a machine sends its
API key the same way. Refusals are \`application/problem+json\` (RFC 9457) with a stable \`code\`; each operation lists
its own. Lists answer \`{ items, nextCursor }\`: pass \`nextCursor\` back as \`cursor\`. Scores are decimals with at most
two places.`

/** OpenAPI 3.1 at `/api/openapi.json`; to be registered before the routes it prints. */
export async function openApi(app: FastifyInstance) {
  const zodToJsonConfig = { override: print }
  const addSchemas = createJsonSchemaTransformObject({ zodToJsonConfig })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Thước API',
        version: '1',
        description,
        license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'Access token of a session, or an API key' },
        },
      },
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: (document) => withoutUnused(addSchemas(document)),
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

/** Each named schema is offered in two shapes, sent and received; those that no operation uses are left out. */
function withoutUnused(document: Document): Document {
  if (!('components' in document)) return document
  const schemas: Record<string, unknown> = document.components.schemas ?? {}
  const used = new Set<string>()
  const visit = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name])
    }
  }
  visit(document.paths)
  for (const name of Object.keys(schemas)) if (!used.has(name)) Reflect.deleteProperty(schemas, name)
  return document
}
