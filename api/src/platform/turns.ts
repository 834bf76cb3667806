/**
 * Work of one name is done one after the other, in the order in which it came; of different names side by side. It waits
 * here, where that costs nothing, before it asks the database for a lock and holds a connection while it waits.
 */
export function createTurns() {
  const last = new Map<string, Promise<void>>()

  return async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = (last.get(name) ?? Promise.resolve()).then(work)
    const over = mine.then(
      () => {},
      () => {},
    )
    last.set(name, over)
    try {
      return await mine
    } finally {
      if (last.get(name) === over) last.delete(name)
    }
  }
}
