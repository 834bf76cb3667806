/** `work` writes, `reading` reads, both by somebody who is in; `entering` is all else: signing in, and the public. */
export type Errand = 'work' | 'reading' | 'entering'

/** How much of the room each may fill: who has typed something comes in even where nobody else does. */
const share: Record<Errand, number> = { work: 1, reading: 0.75, entering: 0.5 }

/** Milliseconds that who is let in may take on the whole, as long as others stand at the door. */
const wanted = 120
/** So many are in at any rate: twice as many as there are connections to the database. */
const least = 32
/**
 * Times that room, for so many milliseconds: a page asks for ten things at once, and a dozen pages are no rush. Not where
 * more than so many a second had to be refused of late.
 */
const surge = { times: 4, lasting: 100, refused: 0.1 }
/**
 * Milliseconds. Who is in for longer is looked at again: on the way in or out over a slow line they take no room. After ten
 * times as long they wait for something else, such as another program.
 */
const longWork = 1_000
/** Who comes while somebody has waited so long for the database would wait longer still, several times over. */
const longestWait = 100
/** Over how many milliseconds rates are taken. */
const memory = 2_000
const sent = { least: 2, most: 10 }

/** Events a second of late; with `isBusy` of the time in which there was something to do: rest is not taken for weakness. */
function pace(isBusy?: () => boolean) {
  let sum = 0
  let busy = 0
  let last = 0
  /** To be called before what `isBusy` tells changes. */
  const pass = (now: number) => {
    const kept = Math.exp((last - now) / memory)
    sum *= kept
    busy = busy * kept + (isBusy?.() ? memory * (1 - kept) : 0)
    last = now
  }
  return {
    pass,
    add: (now: number) => {
      pass(now)
      sum += 1
    },
    of: (now: number) => {
      pass(now)
      return (sum * 1000) / (isBusy ? Math.max(busy, shortest) : memory)
    },
  }
}
/** Milliseconds: what was seen for less tells nothing. */
const shortest = 50

type Settings = {
  /** Milliseconds that somebody has waited for the database by now. */
  waiting: () => number
  now?: () => number
  random?: () => number
}
type Inside = { since: number; counts: boolean; looks: number; isOurs: () => boolean }
type Leave = (isAnswered: boolean) => void
export type Door = ReturnType<typeof createDoor>

/**
 * Lets in as many as are answered in a moment, by how many were answered of late; who would wait longer is asked to come
 * back, in more seconds the more are asked to. So those inside are quick however many stand outside, on any machine.
 */
export function createDoor({ waiting, now = () => performance.now(), random = Math.random }: Settings) {
  const inside: Inside[] = []
  let count = 0
  let fullSince: number | null = null
  const done = pace(() => count > 0)
  const refused = pace()

  const forget = (one: Inside) => {
    if (one.counts) count -= 1
    one.counts = false
  }
  function lookAgain(time: number) {
    for (let first = inside[0]; first && (!first.counts || time - first.since > longWork); first = inside[0]) {
      inside.shift()
      const { counts, looks, isOurs } = first
      if (counts && looks < 10 && isOurs()) inside.push(Object.assign(first, { since: time, looks: looks + 1 }))
      else forget(first)
    }
  }

  function isFull(errand: Errand, time: number): boolean {
    const room = Math.max(least, (done.of(time) * wanted) / 1000)
    if (count < room * share.entering) fullSince = null
    else fullSince ??= time
    const lasts = fullSince !== null && time - fullSince > surge.lasting
    const stands = lasts || refused.of(time) > surge.refused
    return count >= room * share[errand] * (stands ? 1 : surge.times) || waiting() > longestWait
  }

  /** Seconds, spread, so that those who were refused together do not come back together. */
  function comeBack(time: number): number {
    refused.add(time)
    const crowd = refused.of(time) / Math.max(1, done.of(time))
    return Math.min(sent.most, Math.round((sent.least + 3 * crowd) * (0.75 + random() / 2)))
  }

  return {
    /**
     * @param isOurs whether it is for us to do something about it now, and not on its way in or out
     * @returns what to call once it is answered, or was refused further in; or the seconds until it is worth coming back
     */
    ask(errand: Errand, isOurs: () => boolean): Leave | number {
      const time = now()
      lookAgain(time)
      if (isFull(errand, time)) return comeBack(time)
      const one = { since: time, counts: true, looks: 1, isOurs }
      inside.push(one)
      count += 1
      return (isAnswered) => {
        const left = now()
        done.pass(left)
        const paces = isAnswered ? done : refused
        paces.add(left)
        forget(one)
      }
    },
  }
}
