import { isDeepStrictEqual } from 'node:util'
import type { Identified } from '../../platform/actor.ts'
import { powersIn } from './delegations.policy.ts'
import type { findSession } from './sessions.repository.ts'

type Row = Awaited<ReturnType<typeof findSession>>[number]

/** So many sessions are kept, each about a kilobyte. */
const most = 5_000

/**
 * Whom sessions stood for when they were last looked up: by what may be begun while it is looked up again. Never an answer
 * by itself, so it may be old, lost or another process's to know better.
 */
export function createLastSeen() {
  const known = new Map<string, { row: Row; identified: Identified }>()

  return {
    before: (sessionId: string): Identified | null => known.get(sessionId)?.identified ?? null,

    /** @returns what is kept of it, the same object as before where the same was found */
    keep(sessionId: string, row: Row | undefined): Identified | null {
      const kept = known.get(sessionId)
      if (kept && isDeepStrictEqual(kept.row, row)) return kept.identified
      known.delete(sessionId)
      if (!row) return null
      const identified = identifiedIn(row)
      known.set(sessionId, { row, identified })
      if (known.size > most) known.delete(known.keys().next().value ?? sessionId)
      return identified
    },
  }
}

function identifiedIn(row: Row): Identified {
  const { personId, sessionId, username, name, mustChangePassword, membershipId, role, unitId, unitPath, unitType } =
    row
  const caller = { personId, sessionId, username, name, mustChangePassword, membershipId }
  if (membershipId === null || role === null || unitId === null || unitPath === null || unitType === null)
    return { caller, actor: null }
  const place = { membershipId, unitId, unitPath, unitType, role, ...powersIn(role, row.lent) }
  return { caller, actor: { kind: 'person', name, personId, sessionId, apiKeyId: null, ...place } }
}
