import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'

const folder = fileURLToPath(new URL('../../../../migrations', import.meta.url))

/**
 * Runs every migration that has not run, in order, in one transaction, forward only.
 * @returns the names of those that ran. @throws Error of the database; nothing has then changed.
 */
export async function migrate(databaseUrl: string, log: (message: string) => void = () => {}): Promise<string[]> {
  const ran = await runner({
    databaseUrl,
    dir: folder,
    direction: 'up',
    migrationsTable: 'migrations',
    checkOrder: true,
    // Two starts at once: the second waits, and then finds nothing to do.
    advisoryLockMode: 'wait',
    log,
  })
  return ran.map(({ name }) => name)
}
