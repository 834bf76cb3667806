import { z } from 'zod'

/** What a driver error means to us. drizzle wraps what the driver throws, hence the walk along `cause`. */
export type DatabaseFault =
  | { kind: 'constraint'; constraint: string }
  /** The database is away, starting, full or tired: waiting helps. */
  | { kind: 'busy' }
  /** A value no column of that type can hold: the request is at fault, not we. */
  | { kind: 'unfit'; detail: string }

const driverError = z.object({ code: z.string(), constraint: z.string().optional(), syscall: z.string().optional() })

/** Connection lost or refused (node), and SQLSTATE classes 08, 53, 57 and the transaction rollbacks of 40. */
const busy = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|08...|53...|57...|40001|40P01|55P03|25P03)$/
/** A socket that is not there yet. The same code of a file that is lost is none of the database's: waiting brings nothing. */
const noSocket = ({ code, syscall }: z.infer<typeof driverError>) => code === 'ENOENT' && syscall === 'connect'
/** A NUL in text (22021), `\u0000` in JSON (22P05), a number (22003) or a moment (22007, 22008) that no column holds. */
const unfit = new Map([
  ['22021', 'Text must not contain the character NUL'],
  ['22P05', 'Text must not contain the character NUL'],
  ['22003', 'A number is out of range'],
  ['22007', 'A moment is out of range'],
  ['22008', 'A moment is out of range'],
])
/** `pg` gives these no code. */
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** A serialisation failure, or two transactions that waited for each other. */
const collision = /^(40001|40P01)$/
/** Whether PostgreSQL ended a transaction because of another one: the same, tried again, may well succeed. */
export function isCollision(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (collision.test(driverError.safeParse(at).data?.code ?? '')) return true
  return false
}

export function databaseFault(error: unknown): DatabaseFault | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { data } = driverError.safeParse(at)
    if (data?.constraint !== undefined) return { kind: 'constraint', constraint: data.constraint }
    if ((data && (busy.test(data.code) || noSocket(data))) || lost.test(at.message)) return { kind: 'busy' }
    const detail = data && unfit.get(data.code)
    if (detail !== undefined) return { kind: 'unfit', detail }
  }
  return null
}
