import { randomBytes } from 'node:crypto'
import type { ApiKey, ApiKeyId, NewApiKey, Page } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor, Identified } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findUnits } from '../org/index.ts'
import * as repository from './api-keys.repository.ts'
import { by, record } from './events.repository.ts'
import { digest, newSecret } from './passwords.ts'

export type ApiKeysService = ReturnType<typeof createApiKeysService>

/** How a key is told from an access token. */
export const keyPrefix = 'thuoc_'

export function createApiKeysService({ db }: { db: Db }) {
  /** The machine a secret stands for; null when it is unknown, revoked or expired. */
  async function identify(secret: string): Promise<Identified | null> {
    const [row] = await repository.findWorkingOf(db, { secretHash: digest(secret) })
    if (!row) return null
    // Once a minute is enough to see whether a key is in use.
    if (!row.usedJustNow) await repository.markUsed(db, row.id)
    return machine(row)
  }

  /** The machine of a key that was presented a moment ago; null when it no longer works. */
  async function identifyById(id: ApiKeyId): Promise<Identified | null> {
    const row = await repository.findWorking(db, id)
    return row ? machine(row) : null
  }

  async function list(actor: Actor, query: PageRequest): Promise<Page<ApiKey>> {
    const before = decodeCursor(query.cursor, z.uuid())
    const rows = await repository.list(db, actor.unitPath, before, query.limit ?? defaultLimit)
    return toPage(rows, query, (row) => row.id, present)
  }

  /** The secret is answered once; we keep its hash. A machine makes none: its key would live on in another. */
  async function create(actor: Actor, { unitId, ...values }: NewApiKey): Promise<{ apiKey: ApiKey; secret: string }> {
    if (actor.kind === 'machine') throw new Problem('access.denied')
    const [unit] = await findUnits(db, [unitId])
    if (!unit || !isWithin(unit.path, actor.unitPath)) throw new Problem('unit.not-found')
    // What was lent is not passed on.
    if (!values.scopes.every((scope) => actor.permissions.has(scope) && !actor.lent?.has(scope)))
      throw new Problem('api-key.scope-not-yours')
    const prefix = keyPrefix + randomBytes(4).toString('hex')
    const secret = `${prefix}_${newSecret()}`
    const scopes = [...new Set(values.scopes)]
    return db.transaction(async (tx) => {
      if (await repository.isOver(tx, values.expiresOn))
        throw new Problem('request.invalid', { errors: [{ path: '/expiresOn', message: 'Lies in the past' }] })
      const row = { ...values, scopes, unitId, prefix, secretHash: digest(secret), createdBy: actor.personId }
      const id = await repository.insert(tx, row)
      await record(tx, { action: 'api-key-created', ...by(actor), apiKeyId: id, unitId, detail: { prefix } })
      return { apiKey: present(await repository.find(tx, id)), secret }
    })
  }

  /** Revokes a key at once; a revoked one stays listed. */
  async function revoke(actor: Actor, id: ApiKeyId): Promise<ApiKey> {
    return db.transaction(async (tx) => {
      const row = await repository.lock(tx, actor.unitPath, id)
      if (!row) throw new Problem('api-key.not-found')
      if (row.revokedAt !== null) return present(row)
      await repository.revoke(tx, id)
      await record(tx, { action: 'api-key-revoked', ...by(actor), apiKeyId: id, unitId: row.unit.id })
      return present(await repository.find(tx, id))
    })
  }

  return { identify, identifyById, list, create, revoke }
}

function machine(row: NonNullable<Awaited<ReturnType<typeof repository.findWorking>>>): Identified {
  const { id, name, scopes, usedJustNow: _, ...place } = row
  const nobody = { personId: null, sessionId: null, membershipId: null, role: null }
  return {
    caller: null,
    actor: { kind: 'machine', name, apiKeyId: id, permissions: new Set(scopes), ...nobody, ...place },
  }
}

const present = ({ createdAt, lastUsedAt, revokedAt, ...row }: repository.ApiKeyRow): ApiKey => ({
  ...row,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
})
