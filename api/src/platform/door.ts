const errands = ['work', 'heavy', 'reading', 'entering', 'visiting'] as const
/** `work` writes, `heavy` does so at length, `reading` reads, all by somebody who is in; `entering` signs in; `visiting` is all else: the public. */
export type Errand = (typeof errands)[number]

/**
 * `share`: how much of the room each may fill, so that who has typed something comes in even where nobody else does. `kept`:
 * how much of it each has beside that, whoever fills the room, so that nobody stands outside for as long as others write.
 * `longest`: the most seconds that one is asked to stay away; less than
 * an unused connection is kept in a crowd, for a new one costs more than an answer.
 */
const rights: Record<Errand, { share: number; kept: number; longest: number }> = {
  work: { share: 1, kept: 0, longest: 10 },
  heavy: { share: 0.75, kept: 0.5, longest: 10 },
  reading: { share: 0.75, kept: 0.2, longest: 10 },
  entering: { share: 0.5, kept: 0.12, longest: 15 },
  visiting: { share: 0.5, kept: 0.05, longest: 15 },
}
/** Whoever fills more than this of the room from one address keeps nobody else out with the rest. */
const ofOneAddress = 0.5

/** Milliseconds that who is let in may take on the whole: until somebody has to be refused, and while that is so. */
const wanted = { calm: 120, crowded: 90 }
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
/** Seconds. */
const soonest = 2

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
    add: (now: number, weight: number) => {
      pass(now)
      sum += weight
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
  /** Whether whoever signs in has a turn in time at what takes longest of it; known here, so that he is told at once. */
  mayEnter?: () => boolean
  now?: () => number
  random?: () => number
}
/** `weight`: of how many ordinary calls it takes the room; answered, it is worth as many. */
type Guest = { errand: Errand; from: string; weight: number }
type Inside = Guest & { since: number; counts: boolean; looks: number; isOurs: () => boolean }
type Leave = (isAnswered: boolean) => void
export type Door = ReturnType<typeof createDoor>

/**
 * Lets in as many as are answered in a moment, by how many were answered of late; who would wait longer is asked to come
 * back, in more seconds the more are asked to. So those inside are quick however many stand outside, on any machine.
 */
export function createDoor({
  waiting,
  mayEnter = () => true,
  now = () => performance.now(),
  random = Math.random,
}: Settings) {
  const inside: Inside[] = []
  const present = presence()
  let fullSince: number | null = null
  const done = pace(() => present.count() > 0)
  const each = Object.fromEntries(errands.map((errand) => [errand, { done: pace(), refused: pace() }])) as Record<
    Errand,
    Record<'done' | 'refused', ReturnType<typeof pace>>
  >
  const refused = pace()

  const forget = (one: Inside) => {
    if (one.counts) present.leave(one)
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

  /** Whether others than those who do much want what is left of the room beside these; until then nobody is in their way. */
  function isShared(room: number, time: number): boolean {
    const isRefused = errands.some((one) => one !== 'heavy' && each[one].refused.of(time) > surge.refused)
    return isRefused || present.count() - present.count('heavy') >= room * (1 - rights.heavy.share)
  }

  function isFull({ errand, from, weight }: Guest, time: number): boolean {
    if (waiting() > longestWait || (errand === 'entering' && !mayEnter())) return true
    const isCrowded = refused.of(time) > surge.refused
    const room = Math.max(least, (done.of(time) * (isCrowded ? wanted.crowded : wanted.calm)) / 1000)
    if (present.count() < room * rights.entering.share) fullSince = null
    else fullSince ??= time
    const lasts = fullSince !== null && time - fullSince > surge.lasting
    const stands = lasts || isCrowded
    const { share, kept } = rights[errand]
    const isAlone = errand === 'heavy' && !isShared(room, time)
    const most = room * share * (isAlone ? weight : 1)
    if (!stands) return present.count() >= most * surge.times
    const others = present.besides(from, room * ofOneAddress)
    if (isAlone) return others >= most
    // However many are in who do much: they fill no more than what is theirs for anybody else.
    const beyond = errand === 'heavy' ? 0 : Math.max(0, present.count('heavy') - room * rights.heavy.share)
    return others - beyond >= most && present.count(errand) >= room * kept
  }

  /** Seconds, spread, so that those who were refused together do not come back together. */
  function comeBack(errand: Errand, time: number): number {
    refused.add(time, 1)
    const own = each[errand]
    own.refused.add(time, 1)
    const crowd = own.refused.of(time) / Math.max(1, own.done.of(time))
    return Math.min(rights[errand].longest, Math.round((soonest + 3 * crowd) * (0.75 + random() / 2)))
  }

  return {
    /**
     * @param isOurs whether it is for us to do something about it now, and not on its way in or out
     * @returns what to call once it is answered, or was refused further in; or the seconds until it is worth coming back
     */
    ask(guest: Guest, isOurs: () => boolean): Leave | number {
      const time = now()
      lookAgain(time)
      if (isFull(guest, time)) return comeBack(guest.errand, time)
      const one = { ...guest, since: time, counts: true, looks: 1, isOurs }
      inside.push(one)
      present.enter(one)
      return (isAnswered) => {
        const left = now()
        done.pass(left)
        const own = each[one.errand]
        ;(isAnswered ? own.done : own.refused).add(left, 1)
        if (isAnswered) done.add(left, one.weight)
        else refused.add(left, 1)
        forget(one)
      }
    },
  }
}

/** Who is in, by what they weigh: all, those of an errand, those of an address. */
function presence() {
  const byErrand: Record<Errand, number> = { work: 0, heavy: 0, reading: 0, entering: 0, visiting: 0 }
  const byAddress = new Map<string, number>()
  let all = 0
  const add = ({ errand, from, weight }: Guest, times: 1 | -1) => {
    const by = weight * times
    all += by
    byErrand[errand] += by
    const left = (byAddress.get(from) ?? 0) + by
    if (left > 0) byAddress.set(from, left)
    else byAddress.delete(from)
  }
  return {
    count: (errand?: Errand) => (errand === undefined ? all : byErrand[errand]),
    /** So many for whom one of this address has to wait: of any other one, not more than `most`. */
    besides(from: string, most: number): number {
      let over = 0
      for (const [address, many] of byAddress) if (address !== from) over += Math.max(0, many - most)
      return all - over
    },
    enter: (guest: Guest) => add(guest, 1),
    leave: (guest: Guest) => add(guest, -1),
  }
}
