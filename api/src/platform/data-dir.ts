import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Thrown when another process works in this data folder. */
export class DataDirInUse extends Error {}

/**
 * Makes the data folder (for our eyes only) and takes it for this process. The lock is the operating system's lock on
 * an SQLite file: unlike a file with a process id in it, it goes with the process, even on `kill -9`, two starts at
 * once cannot both win, and it also holds between containers that share a volume.
 * @throws DataDirInUse when another process has it.
 */
export async function lockDataDir(dataDir: string): Promise<{ release: () => void }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(dataDir, 'lock'))
  try {
    // In memory: the journal must not outlive a killed process.
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (cause) {
    lock.close()
    throw new DataDirInUse(`${dataDir} is in use`, { cause })
  }
  return { release: () => lock.close() }
}
