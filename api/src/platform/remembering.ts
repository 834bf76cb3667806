/**
 * Asks for each thing once, for somebody who comes back to it while nothing of it changes: whoever comes again, also
 * meanwhile, gets the same answer and leaves it as it is.
 * @param keyOf tells one thing from another
 */
export function remembering<Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer>,
  keyOf: (...asked: Asked) => string,
): (...asked: Asked) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>()
  return (...asked) => {
    const key = keyOf(...asked)
    const answer = known.get(key) ?? ask(...asked)
    known.set(key, answer)
    return answer
  }
}
