import { identityWorkers } from './features/identity/index.ts'
import { connect } from './platform/db/client.ts'
import { startJobs } from './platform/jobs.ts'

/**
 * Starts the workers of every feature. The API may not have migrated yet: a job that meets a missing table fails and
 * is tried again later.
 * @returns what ends them in order.
 */
export async function startWorkers(databaseUrl: string): Promise<() => Promise<void>> {
  const onError = (error: Error) => console.error(`jobs: ${error.message}`)
  const connection = connect(databaseUrl, { max: 4, onError })
  const workers = [...identityWorkers(connection)]
  const jobs = await startJobs({ databaseUrl, jobs: [], workers, onError })
  return async () => {
    await jobs.stop()
    await connection.close()
  }
}
