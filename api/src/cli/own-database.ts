import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigFaults, type Config } from '../config.ts'
import { DataDirInUse, lockDataDir } from '../platform/data-dir.ts'
import { addressOfRunning } from '../platform/db/embedded-address.ts'
import { startEmbedded } from '../platform/db/embedded.ts'

/**
 * The database for a command: the one of DATABASE_URL, the embedded one of a running `pnpm start`, or that one started
 * for the time of the command.
 * @throws ConfigFaults where there is no data yet
 */
export async function ownDatabase({
  databaseUrl,
  dataDir,
}: Config): Promise<{ url: string; end: () => Promise<void> }> {
  if (databaseUrl !== null) return { url: databaseUrl, end: async () => {} }
  if (!existsSync(join(dataDir, 'postgres', 'thuoc.json')))
    throw new ConfigFaults([
      `DATABASE_URL, DATA_DIR: chưa có cơ sở dữ liệu nào trong ${dataDir} (no database there yet, and none given)`,
    ])
  try {
    const lock = await lockDataDir(dataDir)
    const embedded = await startEmbedded({ dataDir })
    const end = async () => {
      await embedded.stop()
      lock.release()
    }
    return { url: embedded.url, end }
  } catch (error) {
    if (!(error instanceof DataDirInUse)) throw error
    return { url: await addressOfRunning(dataDir), end: async () => {} }
  }
}
