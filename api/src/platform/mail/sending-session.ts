import { randomInt } from 'node:crypto'
import type { PooledDb } from '../db/client.ts'
import { sessionOf } from './mail.repository.ts'

export type SendingSession = Awaited<ReturnType<typeof openSession>>

/**
 * A session of the database that lives as long as this worker sends. The database notices when the process is gone,
 * and only after it has done what the process wrote last: whoever then gets the lock reads the truth.
 */
export async function openSession(db: PooledDb) {
  const worker = randomInt(1, 2 ** 31 - 1)
  const { begin, end, handOver } = sessionOf(worker)
  const client = await db.$client.connect()
  let lost: Error | undefined
  const lose = (error: Error) => void (lost ??= error)
  client.on('error', lose)
  try {
    await client.query(begin)
  } catch (error) {
    client.release(true)
    throw error
  }

  /** One after the other: a statement that waits behind another would reach the database after the letter its server. */
  let busy = Promise.resolve()

  /**
   * Writes that the end of this letter follows. It returns once that is on its way, not when it is done: what the
   * process may die in is the moment between two writes, not the way to the database and back.
   */
  async function markHandedOver(id: string): Promise<void> {
    const before = busy
    let free = () => {}
    busy = new Promise((resolve) => (free = resolve))
    await before
    if (lost) {
      free()
      throw lost
    }
    // The answer: a session that is lost is seen by `lost`, and by the next statement.
    void client.query(handOver, [id]).catch(lose).finally(free)
  }

  async function close() {
    await busy
    await client.query(end).catch(lose)
    client.off('error', lose)
    client.release(lost)
  }

  return { worker, markHandedOver, close }
}
