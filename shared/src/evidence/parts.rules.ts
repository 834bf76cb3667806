/** Bytes of the first part of a file: small enough for a pause to cost little on a slow line. */
export const firstPart = 8 * 1024 * 1024
const largestPart = 64 * 1024 * 1024
/** Milliseconds: a line that takes less for a part takes a larger one as easily, and waits less often for an answer. */
const quick = 2_000
const slow = 10_000

/** How large the next part of a file is, by how long the last one took. */
export function partAfter(bytes: number, milliseconds: number): number {
  if (milliseconds < quick) return Math.min(largestPart, bytes * 2)
  return milliseconds > slow ? Math.max(firstPart, bytes / 2) : bytes
}
