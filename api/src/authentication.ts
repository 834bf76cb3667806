import { apiKeyId } from '@thuoc/shared'
import { keyPrefix, type ApiKeysService, type SessionsService } from './features/identity/index.ts'
import type { Authenticate } from './platform/access.ts'
import type { Holders } from './platform/file-addresses.ts'
import { bearer, type AccessTokens } from './platform/tokens.ts'

/** A bearer token is the secret of a machine's key, or the access token of a person's session. */
export function authentication(tokens: AccessTokens, sessions: SessionsService, apiKeys: ApiKeysService): Authenticate {
  return async ({ headers }) => {
    const token = bearer(headers.authorization)
    if (token === null) return null
    if (token.startsWith(keyPrefix)) return apiKeys.identify(token)
    const sessionId = tokens.verify(token)
    return sessionId === null ? null : sessions.identify(sessionId)
  }
}

/** Whom a download address was given to, as they stand now: signed out, suspended or revoked, it is of no use. */
export const holders =
  (sessions: SessionsService, apiKeys: ApiKeysService): Holders =>
  async ({ kind, id }) => {
    const identified = await (kind === 'session' ? sessions.identify(id) : apiKeys.identifyById(apiKeyId.parse(id)))
    return identified?.actor && !identified.caller?.mustChangePassword ? identified.actor : null
  }
