import type { Writable } from 'node:stream'
import pg from 'pg'

/** What a steady statement is called on its way to the driver, which gives it a name of its own. */
export const mark = 'steady'
/** So many connections are shared by those who only read; the others serve transactions, one at a time. */
const mostLanes = 4

type Lent = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void
type Asked = { name?: string; text?: string }
/** A connection that many ask at once, lent for as long as an answer is on its way. */
type Lane = { connection: Promise<pg.PoolClient>; pending: number; failed: boolean }
type Ask = (config: unknown, values?: unknown) => Promise<pg.QueryResult>

/**
 * A pool in which steady reads share connections: those of one turn of the event loop, whoever asks them, leave in one
 * piece on one of them. Waking PostgreSQL costs more than most of their work. A read that takes long holds up only those
 * sent right behind it: others take a lane with less on its way.
 */
export class SharingPool extends pg.Pool {
  readonly #since = new Set<{ at: number }>()
  #lanes: Lane[] = []
  /** The lane that statements of this turn of the event loop leave by. */
  #now: Lane | null = null

  /** Milliseconds that the one who has waited longest for a connection has waited so far; 0 when nobody waits. */
  waiting(): number {
    const [longest] = this.#since
    // Who waits for a new connection to be opened is served as fast as can be.
    return longest === undefined || this.waitingCount === 0 ? 0 : performance.now() - longest.at
  }

  override connect(): Promise<pg.PoolClient>
  override connect(lent: Lent): void
  override connect(lent?: Lent): Promise<pg.PoolClient> | void {
    const one = { at: performance.now() }
    this.#since.add(one)
    const served = () => this.#since.delete(one)
    if (!lent) return super.connect().finally(served)
    super.connect((...answer: Parameters<Lent>) => {
      served()
      lent(...answer)
    })
  }

  // The driver takes many shapes; ours only looks for the mark, which drizzle hands on.
  override query = ((config: Asked, ...rest: unknown[]) => {
    // What writes may wait for a lock, and would keep those behind it waiting.
    if (config.name === mark && config.text?.startsWith('select') && rest.length <= 1)
      return this.#share(config, ...rest)
    return (pg.Pool.prototype.query as (...all: unknown[]) => unknown).call(this, config, ...rest)
  }) as pg.Pool['query']

  /** Asks on connections that others use, too: for what reads, and is quick. */
  readonly shared = { query: (config: Asked, values?: unknown) => this.#share(config, values) } as pg.ClientBase

  readonly #share: Ask = async (config, values) => {
    const lane = this.#laneOfNow()
    lane.pending += 1
    try {
      const connection = await lane.connection
      hold(connection)
      return await (connection.query as Ask)(config, values)
    } catch (error) {
      // As the pool does with a connection on which a statement failed: it serves nobody any more.
      lane.failed = true
      this.#leave(lane)
      throw error
    } finally {
      lane.pending -= 1
      if (lane.pending === 0) {
        this.#leave(lane)
        // Who could not be given a connection has been told so.
        lane.connection.then((connection) => connection.release(lane.failed)).catch(() => {})
      }
    }
  }

  #laneOfNow(): Lane {
    if (this.#now) return this.#now
    const lane =
      this.#lanes.length < Math.min(mostLanes, this.options.max)
        ? this.#open()
        : this.#lanes.reduce((least, one) => (one.pending < least.pending ? one : least))
    this.#now = lane
    setImmediate(() => (this.#now = null))
    return lane
  }

  #open(): Lane {
    const lane = { connection: this.connect(), pending: 0, failed: false }
    this.#lanes.push(lane)
    return lane
  }

  #leave(lane: Lane) {
    this.#lanes = this.#lanes.filter((one) => one !== lane)
    if (this.#now === lane) this.#now = null
  }
}

/** Where the driver writes what a connection asks. */
export const streamOf = (client: pg.ClientBase): Writable =>
  (client as unknown as { connection: { stream: Writable } }).connection.stream

const held = new WeakSet<pg.ClientBase>()
/** Keeps back what is written on a connection until all that is read in this turn of the event loop was dealt with. */
function hold(connection: pg.PoolClient) {
  if (held.has(connection)) return
  const stream = streamOf(connection)
  held.add(connection)
  stream.cork()
  setImmediate(() => {
    held.delete(connection)
    stream.uncork()
  })
}
