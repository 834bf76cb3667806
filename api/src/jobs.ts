import { join } from 'node:path'
import type { Config } from './config.ts'
import { evidenceWorkers } from './features/evidence/index.ts'
import { identityWorkers } from './features/identity/index.ts'
import { connect } from './platform/db/client.ts'
import { localFiles } from './platform/files.ts'
import { startJobs } from './platform/jobs.ts'

/**
 * Starts the workers of every feature. The API may not have migrated yet: a job that meets a missing table fails and
 * is tried again later.
 * @returns what ends them in order.
 */
export async function startWorkers(
  { dataDir }: Pick<Config, 'dataDir'>,
  databaseUrl: string,
): Promise<() => Promise<void>> {
  const onError = (error: Error) => console.error(`jobs: ${error.message}`)
  const connection = connect(databaseUrl, { max: 4, onError })
  const files = await localFiles(join(dataDir, 'files'))
  const workers = [...identityWorkers(connection), ...evidenceWorkers({ files })]
  const jobs = await startJobs({ databaseUrl, jobs: [], workers, onError })
  return async () => {
    await jobs.stop()
    await connection.close()
  }
}
