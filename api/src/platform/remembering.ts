/**
 * Asks for each thing once, for somebody who comes back to it while nothing of it changes: whoever comes again, also
 * meanwhile, gets the same answer and leaves it as it is. A fault is told to those who wait for it, and then forgotten.
 * @param keyOf tells one thing from another
 */
export function remembering<Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
  keyOf: (...asked: Asked) => string,
): (...asked: Asked) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>()
  return (...asked) => {
    const key = keyOf(...asked)
    const before = known.get(key)
    if (before) return before
    const answer = ask(...asked)
    known.set(key, answer)
    answer.catch(() => known.delete(key))
    return answer
  }
}
