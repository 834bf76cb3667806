import jwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

const minutes = 10
const issuer = 'thuoc'
const claims = z.object({ sid: z.uuid(), exp: z.number() })
/** So many tokens are remembered, each some 300 bytes: those of an evening. */
const mostVerified = 10_000

/** Short-lived tokens that name a session; what the session may do is asked of the database at each request. */
export type AccessTokens = {
  sign: (sessionId: string) => { accessToken: string; expiresAt: string }
  /** The session of a token; null when it is forged, expired or not ours. */
  verify: (token: string) => string | null
}

declare module 'fastify' {
  interface FastifyInstance {
    accessTokens: AccessTokens
  }
}

export async function accessTokens(app: FastifyInstance, secret: string): Promise<AccessTokens> {
  await app.register(jwt, {
    secret,
    sign: { algorithm: 'HS256', iss: issuer, expiresIn: `${minutes}m` },
    // Naming the one algorithm is what makes `alg: none` and confused keys fail.
    verify: { algorithms: ['HS256'], allowedIss: issuer },
  })
  // A token that was ours is ours until it expires, to the letter; what its session may do is asked each time.
  const verified = new Map<string, { sid: string; expires: number }>()
  const tokens: AccessTokens = {
    sign: (sid) => ({
      accessToken: app.jwt.sign({ sid }),
      expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
    }),
    verify: (token) => {
      const known = verified.get(token)
      if (known && known.expires > Date.now()) return known.sid
      try {
        const { sid, exp } = claims.parse(app.jwt.verify(token))
        if (verified.size === mostVerified) verified.clear()
        verified.set(token, { sid, expires: exp * 1000 })
        return sid
      } catch {
        return null
      }
    },
  }
  app.decorate('accessTokens', tokens)
  return tokens
}

/** The bearer token of an `Authorization` header; null when there is none. */
export const bearer = (header: string | undefined) => /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null
