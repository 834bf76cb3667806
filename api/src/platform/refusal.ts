import type { ProblemCode } from '@thuoc/shared'
import { databaseFault } from './db/faults.ts'
import { Problem } from './problem.ts'

/** The code by which one of several is refused, for the report on all; null where it was done. Other faults go on. */
export async function refusalOf(work: () => Promise<unknown>): Promise<ProblemCode | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.code
    if (databaseFault(error)?.kind === 'busy') return 'server.busy'
    throw error
  }
}
