import type { ProblemCode } from '@thuoc/shared'
import { databaseFault } from './db/faults.ts'
import { Problem } from './problem.ts'

/** The code by which one of several is refused, for the report on all; null where it was done. Other faults go on. */
export async function refusalOf(work: () => Promise<unknown>): Promise<ProblemCode | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.code
    if (databaseFault(error)?.kind === 'busy') return 'server.busy'
    throw error
  }
}

/** So many a transaction: nobody waits for longer than a few take, and one that fails costs little. */
const together = 50

/**
 * Does the same to many, so many a transaction, each done or refused for itself: one that cannot be done holds up no other.
 * @param some does it to several in one transaction, and says which of them are refused; where it throws as a whole, as
 * what goes with it was refused halfway or the database was busy, which of them it is shows one by one
 * @returns the code of each refusal; null for what was done
 */
export async function eachOfMany<Item, Id>(
  items: readonly Item[],
  idOf: (item: Item) => Id,
  some: (those: readonly Item[]) => Promise<ReadonlyMap<Id, ProblemCode | null>>,
): Promise<ReadonlyMap<Id, ProblemCode | null>> {
  const codes = new Map<Id, ProblemCode | null>()
  const keep = async (those: readonly Item[]) => {
    for (const [id, code] of await some(those)) codes.set(id, code)
  }
  for (let from = 0; from < items.length; from += together) {
    const those = items.slice(from, from + together)
    try {
      await keep(those)
    } catch {
      for (const one of those) {
        const code = await refusalOf(() => keep([one]))
        if (code !== null) codes.set(idOf(one), code)
      }
    }
  }
  return codes
}
