/** Seconds looked back over, and the least that says anything. */
const window = 15
const least = 5

/**
 * How long a file still takes, in seconds; null until the line has shown its pace: a figure that jumps helps nobody.
 * @returns a function to be told what has been sent, with the time in milliseconds
 */
export function createPace(size: number) {
  let seen: { at: number; sent: number }[] = []
  let said: number | null = null
  return (sent: number, at: number): number | null => {
    const last = seen.at(-1)
    if (last && at - last.at < 1000) return said
    seen = [...seen.filter((one) => at - one.at <= window * 1000), { at, sent }]
    const [first] = seen
    const time = first ? (at - first.at) / 1000 : 0
    const moved = first ? sent - first.sent : 0
    said = time < least || moved <= 0 ? null : Math.round(((size - sent) * time) / moved)
    return said
  }
}
