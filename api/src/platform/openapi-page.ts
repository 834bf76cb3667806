import { createHash } from 'node:crypto'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

/** The document to read at `/api/docs`: Scalar from our own origin, nothing from elsewhere. */
export async function openApiPage(docs: FastifyInstance) {
  docs.addHook<string>('onSend', async (_request, reply, payload) => {
    const policy = reply.getHeader('content-security-policy')
    const type = String(reply.getHeader('content-type'))
    if (type.includes('javascript')) reply.header('cache-control', 'public, max-age=3600')
    if (typeof policy === 'string' && type.startsWith('text/html'))
      reply.header('content-security-policy', allowingScriptsOf(payload, policy))
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
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
}

/** The page starts by one inline script; the policy names that very script by its hash, no other one runs. */
function allowingScriptsOf(page: string, policy: string) {
  const hashes = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([, script = '']) => ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    .join('')
  return policy.replace("script-src 'self'", (own) => own + hashes)
}
