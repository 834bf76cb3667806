/** Milliseconds. */
const window = 60_000
/** Of the requests that are granted: so far whoever asks on is told at once that it is too much. */
const told = 1.2
/** More addresses than this in a minute are not told apart. */
const most = 100_000

/**
 * Who asks on and on after he was told that it is too much. To be told costs a server more than asking costs him; so he is
 * answered later, and each of his connections asks less.
 * @param granted requests of one address in a minute
 */
export function floods(granted: number, now = () => performance.now()) {
  const counts = new Map<string, number>()
  let since = now()
  /** Counts a request. @returns seconds until the address is listened to again; null where it is now */
  return (address: string): number | null => {
    const time = now()
    if (time - since >= window || counts.size > most) {
      counts.clear()
      since = time
    }
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    return count > granted * told ? Math.ceil((since + window - time) / 1000) : null
  }
}
