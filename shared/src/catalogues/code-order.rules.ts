type Parts = { code: string; parts: readonly number[] }

/** Codes of criteria as the official texts order them, part by part as numbers: 1.9 before 1.10, and 1 before both. */
export function codesInOrder(codes: readonly string[]): string[] {
  if (codes.length < 2) return [...codes]
  const read = codes.map((code): Parts => ({ code, parts: code.split('.').map(Number) }))
  return read.sort(byParts).map(({ code }) => code)
}

function byParts({ parts: one }: Parts, { parts: other }: Parts): number {
  const at = one.findIndex((part, place) => part !== other[place])
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1)
}
