/** The number of a register as it was typed: null where the next one is wanted, undefined where it is none. */
export function numberTyped(text: string): number | null | undefined {
  const plain = text.trim()
  if (plain === '') return null
  if (!/^0*[1-9]\d{0,4}$/.test(plain)) return undefined
  return Number(plain)
}
