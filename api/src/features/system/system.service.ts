import type { getReadiness, Reply } from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import * as repository from './system.repository.ts'

export type SystemService = ReturnType<typeof createSystemService>

/** @param expected names of the migrations this version of the code was written for */
export function createSystemService({ db, expected }: { db: Db; expected: readonly string[] }) {
  /** Whether requests can be served: the database answers and has every migration. */
  async function readiness(): Promise<Reply<typeof getReadiness>> {
    const { version, migrations } = await repository.state(db)
    const missing = expected.filter((name) => !migrations.includes(name))
    if (missing.length > 0)
      throw new Problem('server.busy', { detail: `Migrations to run: ${missing.join(', ')}`, retryAfter: 5 })
    return { status: 'ready', database: `PostgreSQL ${version}`, migrations: migrations.length }
  }
  return { readiness }
}
