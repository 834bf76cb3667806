import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from './actor.ts'

const seconds = 60
/** For a film that is looked at: each range of it is asked for anew, and the right to it looked up again. */
const viewSeconds = 2 * 3600
/** Other than that of access tokens, so that neither is ever taken for the other. */
const issuer = 'thuoc-files'
const audience = 'download'
const holder = z.object({ kind: z.enum(['session', 'key']), id: z.uuid() })
/** To whom an address was given: a session or a key, which may have ended when it is used. */
export type Holder = z.infer<typeof holder>
/** The actor a holder stands for now; null when it stands for nobody any more. */
export type Holders = (holder: Holder) => Promise<Actor | null>
const claims = z.object({
  file: z.uuid(),
  holder,
  as: z.literal('pdf').optional().describe('Not the file itself, but what it looks like as PDF'),
})
export type FileClaims = z.infer<typeof claims>

export type FileAddresses = {
  /** @param view to be looked at in a player, which asks again and again */
  sign: (claims: FileClaims, view?: boolean) => { url: string; expiresAt: string }
  /** Null when it has expired, is forged or not ours. */
  verify: (token: string) => FileClaims | null
}

/** Addresses that carry their own right, as a plain link cannot carry a bearer token; they work for a minute. */
export const fileAddresses = (app: FastifyInstance): FileAddresses => ({
  sign: (payload, view = false) => {
    const lasts = view ? viewSeconds : seconds
    return {
      url: `/api/v1/files/${app.jwt.sign(payload, { iss: issuer, aud: audience, expiresIn: `${lasts}s` })}`,
      expiresAt: new Date(Date.now() + lasts * 1000).toISOString(),
    }
  },
  verify: (token) => {
    try {
      return claims.parse(app.jwt.verify(token, { algorithms: ['HS256'], allowedIss: issuer, allowedAud: audience }))
    } catch {
      return null
    }
  },
})

export function holderOf({ sessionId, apiKeyId }: Actor): Holder {
  if (sessionId !== null) return { kind: 'session', id: sessionId }
  if (apiKeyId !== null) return { kind: 'key', id: apiKeyId }
  throw new Error('An actor comes by a session or a key')
}
