import { apiKeyId } from '@thuoc/shared'
import { keyPrefix, type ApiKeysService, type SessionsService } from './features/identity/index.ts'
import type { Authenticate } from './platform/access.ts'
import type { Holders } from './platform/file-addresses.ts'
import { bearer, type AccessTokens } from './platform/tokens.ts'

const nobody = Promise.resolve(null)

/** A bearer token is the secret of a machine's key, or the access token of a person's session. */
export function authentication(tokens: AccessTokens, sessions: SessionsService, apiKeys: ApiKeysService): Authenticate {
  return ({ headers }) => {
    const token = bearer(headers.authorization)
    if (token?.startsWith(keyPrefix)) return { now: apiKeys.identify(token), before: null }
    const sessionId = token === null ? null : tokens.verify(token)
    return sessionId === null ? { now: nobody, before: null } : sessions.identifying(sessionId)
  }
}

/** Whom a download address was given to, as they stand now: signed out, suspended or revoked, it is of no use. */
export const holders =
  (sessions: SessionsService, apiKeys: ApiKeysService): Holders =>
  async ({ kind, id }) => {
    const identified = await (kind === 'session' ? sessions.identify(id) : apiKeys.identifyById(apiKeyId.parse(id)))
    return identified?.actor && !identified.caller?.mustChangePassword ? identified.actor : null
  }
