import {
  dayOf,
  doubtsOfSet,
  type IndicatorSet,
  type IndicatorSetDefinition,
  type IndicatorSetId,
  type ProblemItem,
  type Verification,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { requireMay, requirePublished, requireVisible } from './catalogues.policy.ts'
import { present } from './catalogues.present.ts'
import { find, lock, verify } from './catalogues.repository.ts'
import { parseDefinition } from './definitions.ts'
import { record } from './record.repository.ts'

/** Records who compared a published set with the signed text, and what the text says of each doubt. */
export const createVerify =
  ({ db, now }: { db: Db; now: () => Date }) =>
  (actor: Actor, id: IndicatorSetId, verification: Verification): Promise<IndicatorSet> =>
    db.transaction(async (tx) => {
      const set = requireMay(actor, await lock(tx, id), 'verify')
      requirePublished(set)
      if (set.verifiedOn !== null) throw new Problem('indicator-set.already-verified')
      const at = now()
      const ahead = verification.checkedOn > dayOf(at)
      const errors = [...(ahead ? [lies] : []), ...strayOutcomes(parseDefinition(set), verification)]
      if (errors.length > 0) throw new Problem('request.invalid', { errors })
      const open = openDoubts(parseDefinition(set), verification)
      if (open.length > 0) throw new Problem('indicator-set.doubts-open', { errors: open })

      await verify(tx, actor, id, verification, at)
      await record(tx, actor, id, 'verified', verification.against)
      for (const { place, outcome } of verification.doubts)
        await record(tx, actor, id, 'verified', `${place}: ${outcome}`)
      return present(tx, actor, requireVisible(actor, await find(tx, id)))
    })

const lies: ProblemItem = { path: '/checkedOn', message: 'Lies in the future' }

/** Outcomes that belong to no doubt of the set, or to one that has its outcome already. */
function strayOutcomes(definition: IndicatorSetDefinition, { doubts }: Verification): ProblemItem[] {
  const known = new Set(doubtsOfSet(definition).map(({ place }) => place))
  return doubts.flatMap(({ place }, at) => {
    const path = `/doubts/${at}/place`
    if (!known.has(place)) return [{ path, message: 'The set has no such doubt' }]
    const first = doubts.findIndex((other) => other.place === place)
    return first === at ? [] : [{ path, message: 'Named twice' }]
  })
}

/** What is not settled, with the words of the doubt. */
function openDoubts(definition: IndicatorSetDefinition, { doubts }: Verification): ProblemItem[] {
  const settled = new Set(doubts.map(({ place }) => place))
  return doubtsOfSet(definition)
    .filter(({ place }) => !settled.has(place))
    .map(({ place, text }) => ({ path: place, message: 'indicator-set.doubts-open', values: { doubt: text } }))
}
