import type { Identified } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import * as repository from './api-keys.repository.ts'
import { digest } from './passwords.ts'

export type ApiKeysService = ReturnType<typeof createApiKeysService>

/** How a key is told from an access token. */
export const keyPrefix = 'thuoc_'

export function createApiKeysService({ db }: { db: Db }) {
  const identifying = repository.prepareIdentifyKey(db)

  /** The machine a secret stands for; null when it is unknown, revoked or expired. */
  async function identify(secret: string): Promise<Identified | null> {
    const [row] = await identifying.execute({ secretHash: digest(secret) })
    if (!row) return null
    const { id, name, scopes, usedJustNow, ...place } = row
    // Once a minute is enough to see whether a key is in use.
    if (!usedJustNow) await repository.markUsed(db, id)
    const nobody = { personId: null, sessionId: null, membershipId: null, role: null }
    const actor = { kind: 'machine' as const, name, apiKeyId: id, permissions: new Set(scopes), ...nobody, ...place }
    return { caller: null, actor }
  }

  return { identify }
}
