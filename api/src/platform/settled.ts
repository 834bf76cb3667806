/**
 * As `Promise.all`, but nobody is told before all of them are over: where one fails, the others no longer use what the
 * caller then gives up, such as a transaction. @throws the first fault in their order
 */
export async function settled<const Parts extends readonly unknown[]>(
  parts: Parts,
): Promise<{ -readonly [At in keyof Parts]: Awaited<Parts[At]> }> {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}
