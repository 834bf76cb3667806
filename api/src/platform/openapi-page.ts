import { createHash } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'

/**
 * The document to read at `/api/docs`: Scalar from our own origin, nothing from elsewhere. It takes fifty megabytes, so
 * whoever reads first brings it in.
 */
export async function openApiPage(docs: FastifyInstance) {
  let reference: Promise<FastifyInstance> | null = null
  const hidden = { schema: { hide: true } }
  docs.get('/api/docs', hidden, async (_request, reply) => reply.redirect('/api/docs/', 301))
  for (const url of ['/api/docs/', '/api/docs/js/scalar.js'])
    docs.get(url, hidden, async (_request, reply) => {
      reference ??= openReference()
      const { headers, body } = await (await reference).inject({ url })
      const type = String(headers['content-type'])
      const policy = reply.getHeader('content-security-policy')
      if (type.includes('javascript')) reply.header('cache-control', 'public, max-age=3600')
      if (typeof policy === 'string' && type.startsWith('text/html'))
        reply.header('content-security-policy', allowingScriptsOf(body, policy))
      return reply.type(type).send(body)
    })
}

async function openReference(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const app = fastify()
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      pageTitle: 'Thước API',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  return app
}

/** The page starts by one inline script; the policy names that very script by its hash, no other one runs. */
function allowingScriptsOf(page: string, policy: string) {
  const hashes = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([, script = '']) => ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    .join('')
  return policy.replace("script-src 'self'", (own) => own + hashes)
}
