/**
 * A function made from text, as Fastify and its serialisers make theirs: where the same shape is read or written a million
 * times, properties that stand in the code by name cost a fraction of those looked up by a name that varies.
 * @param given what the code calls by these names
 * @param code of the function; nothing may go into it but names of our own contracts and tables, written as JSON
 */
export function compiled<Made extends (...args: never[]) => unknown>(
  given: Readonly<Record<string, unknown>>,
  code: string,
): Made {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(...Object.keys(given), `return ${code}`)
  return Reflect.apply(make, null, Object.values(given)) as Made
}
